/** Seeded, named, counter-based random streams. */

export { RandomStream, randomStream, type StreamName, type StreamState, threefry2x32 } from './randomStream.js';
