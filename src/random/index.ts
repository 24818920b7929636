/** Seeded, named, counter-based random streams. */

export { RandomStream, randomStream, type StreamName, type StreamState } from './randomStream.js';
export { threefry2x32 } from './threefry.js';
