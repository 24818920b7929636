/** Learning rules that learn to see. */

export { type Encoding, encoders } from './encoders.js';
export { type PicturedState, pictured } from './pictured.js';
export type { PictureModel } from './sight.js';
