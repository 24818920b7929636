/** Networks that are built from layers, for critics, actors and base policies. */

export { type CnnModel, cnnEncode, cnnEncoderInit, cnnWidth } from './cnnEncoder.js';
export { randomShift } from './randomShift.js';
