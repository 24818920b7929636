/** Where paired rollouts branch, and with what. */

import { z } from 'zod';
import { integerFrom, numberIn, strictSettings } from '../settings/index.js';

/** Where to branch, and with what. */
export interface PairedRolloutOptions {
  /** Seed of the episode in the first slot; the other slots have the next ones. */
  readonly firstSeed: number;
  /** Chunks of the base policy before the branch. Episodes that end before are left out. */
  readonly chunksBefore: number;
  /** The residual of one chunk, from the row's features and base chunk; [chunkDim] in [−1, 1]. */
  readonly residual: (features: Float32Array, base: Float32Array) => Float32Array;
  /** Bound λ. */
  readonly lambda: number;
  /** γ per chunk. */
  readonly discount: number;
  readonly signal?: AbortSignal;
}

/** The form of {@link PairedRolloutOptions}. */
export const pairedRolloutForm = strictSettings('option of pairedRollouts', {
  firstSeed: integerFrom(0, 'the seed of the first episode'),
  chunksBefore: integerFrom(0, 'chunks of the base policy'),
  residual: z.custom((value) => typeof value === 'function', 'must be a function'),
  lambda: numberIn('[0, ∞)', 'the bound of the residual'),
  discount: numberIn('[0, 1)', 'per chunk'),
  signal: z.unknown().optional(),
} satisfies Record<keyof PairedRolloutOptions, z.ZodType>);
