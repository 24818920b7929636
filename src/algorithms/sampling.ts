/** What a learning rule is fed: the sizes that task and base policy give it, and what it asks of a batch. */

import type { LeafSpec, TreeSpec } from '../arrays/index.js';

/** What a transition is made of. */
export interface TransitionSpec {
  /** What the agent sees of a state: one vector of features, `{ shape: [featureDim] }`, or arrays by name. */
  readonly obs: LeafSpec | TreeSpec;
  /** Entries of a chunk: executeSteps × actionDim. */
  readonly chunkDim: number;
}

/** Random numbers that every row of a batch gets afresh: standard normal, or uniform in [0, 1). */
export interface NoiseSpec {
  readonly shape: readonly number[];
  /** `normal` by default. */
  readonly distribution?: 'normal' | 'uniform';
}

/** What a learning rule asks of a batch. */
export interface SampleSpec {
  /** Chunks whose rewards a transition sums before it backs a value up: 1 is a plain transition. */
  readonly nStep: number;
  /** Columns of noise by name, drawn in this order after the rows. */
  readonly noise: Readonly<Record<string, NoiseSpec>>;
  /** Share of a batch that comes from a second buffer, such as demonstrations, in [0, 1). */
  readonly secondShare: number;
}
