/** Learning rules. */

export type { NoiseSpec, SampleSpec, TransitionSpec } from './sampling.js';
