/** What lies outside JavaScript: libraries, called through koffi, and the processor that runs them. */

export { type Koffi, loadKoffi, type NativeLibrary } from './koffi.js';
export { processor, processorName } from './processor.js';
