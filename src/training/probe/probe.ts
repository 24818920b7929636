/** What a probe is: something that is measured of a run's networks while it learns. */

import type { NdArray } from '../../arrays/index.js';
import type { RewardRange } from '../../rewards/index.js';
import type { EvaluatedChunk } from '../evaluatedChunk.js';
import type { EpisodeTrace } from './episodeTraces.js';

/** What networks are asked about: features [featureDim]; base chunk and unscaled residual [chunkDim] each. */
export type LookedChunk = Pick<EvaluatedChunk, 'features' | 'base' | 'residual'>;

/** A hidden layer, [chunks, units]: before its normalization, and what the next layer sees. */
export interface LayerView {
  readonly before: NdArray;
  readonly activation: NdArray;
}

/** What the present networks say of chunks; what is asked twice of one list is computed once. */
export interface ProbeViews {
  /** The value that the actor is led by, of a_base + λu, one a chunk: min(Q₁, Q₂) of twin critics, units of reward. */
  q(chunks: readonly LookedChunk[]): Promise<readonly number[]>;
  /** Hidden layers of one critic, first to last; a row a chunk. */
  layers(chunks: readonly LookedChunk[]): Promise<readonly LayerView[]>;
  /** The actor's deterministic unscaled residual, [chunks, chunkDim]. */
  residual(chunks: readonly LookedChunk[]): Promise<NdArray>;
  /** log π of the actor's sample under fixed noise, one a chunk, nats. */
  logPi(chunks: readonly LookedChunk[]): Promise<readonly number[]>;
  /** α: what a nat of log π costs in reward. */
  temperature(): Promise<number>;
}

/** Episodes, and their chunks one after the other. */
export interface Traced {
  readonly episodes: readonly EpisodeTrace[];
  readonly chunks: readonly EvaluatedChunk[];
}

/** What a probe looks at, beside numbers of the run. */
export interface Traces {
  /** Episodes of the base policy alone, the same at every moment. */
  readonly base: Traced;
  /** Episodes of the present policy; none in an explicit warmup. */
  readonly own: Traced;
  /** A fixed number of the base policy's chunks, residual 0; none where it went through none. */
  readonly states: readonly LookedChunk[];
  /** The same states with residuals uniform in [−1, 1], several lists, the same for every run. */
  readonly moved: readonly (readonly LookedChunk[])[];
  /** Bound λ of the residual. */
  readonly lambda: number;
  /** Discount γ per chunk. */
  readonly discount: number;
  /** Least and greatest reward of a chunk. */
  readonly reward: RewardRange;
}

/** Measured values by name; NaN where one could not be told. */
export type ProbeValues = Readonly<Record<string, number>>;

/** What a value is: for figures, tables and readers. */
export interface ProbeValue {
  /** Quantity and unit, as an axis names it. */
  readonly quantity: string;
  /** Between what it must lie; any number by default. */
  readonly range?: readonly [number, number];
  /** Whether there is one for each hidden layer: `name1`, `name2`, … */
  readonly perLayer?: true;
}

/** Something that is measured at every evaluation; it changes nothing of what is learned. */
export interface Probe {
  readonly name: string;
  /** Which views it asks for. */
  readonly needs: readonly (keyof ProbeViews)[];
  /** What it measures, by the name under which it is recorded; a measurement may leave values out. */
  readonly values: Readonly<Record<string, ProbeValue>>;
  /**
   * Measures.
   *
   * @param views what the present networks say
   * @param traces what they are asked about
   * @returns values by name; undefined is left out
   */
  measure(views: ProbeViews, traces: Traces): Promise<Readonly<Record<string, number | undefined>>>;
}
