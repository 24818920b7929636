/** What a kind of learned base policy is: how it looks at time, how it trains, how it acts. */

import type { ArrayTree, LeafSpec } from '../../arrays/index.js';
import type { Encoder } from '../../environments/index.js';
import type { ChunkDataset, ChunkShape } from '../chunkDataset.js';
import type { ChunkNoise } from '../chunkNoise.js';
import type { ChunkNetwork } from '../chunkPolicy.js';
import type { FitConfig } from '../fitConfig.js';
import type { FitControls, FitResult } from '../fitNetwork.js';

/** Rows and lengths of a network's inputs and outputs. */
export interface NetworkSize {
  /** Rows that are computed at once. */
  readonly batch: number;
  /** Length of the flattened observation features. */
  readonly conditionDim: number;
  /** Length of a flattened action chunk. */
  readonly chunkDim: number;
}

/** The arrays that a network computes with. */
export interface NetworkArrays {
  readonly params: ArrayTree;
  /** What no gradient moves, such as the centres of clusters; absent where there is none. */
  readonly buffers?: ArrayTree;
}

/** One kind, with its defaults; a new kind is one more value of this type in the registry. */
export interface LearnedKind<Model> {
  readonly shape: ChunkShape;
  /** Primitive actions that are executed of each predicted chunk. */
  readonly executeSteps: number;
  /** Sizes of the network. */
  readonly model: Model;
  readonly training: FitConfig;
  /** What one chunk draws from its slot's stream; absent for a kind that samples nothing. */
  noise?(model: Model, chunkDim: number): ChunkNoise;
  /** Trains on demonstrated chunks with a master seed. */
  train(
    dataset: ChunkDataset,
    model: Model,
    config: FitConfig,
    seed: number,
    controls?: FitControls,
  ): Promise<FitResult & NetworkArrays>;
  /** How a kind that sees what a task shows encodes it; absent for one that sees numbers alone. */
  readonly encoder?: {
    /** Entries of the vector. */
    width(model: Model): number;
    /** Compiles the trained encoder for so many slots. */
    compile(
      arrays: NetworkArrays,
      model: Model,
      shows: Readonly<Record<string, LeafSpec>>,
      batch: number,
      threads: number,
    ): Promise<Encoder>;
  };
  /** Compiles what was trained. */
  network(arrays: NetworkArrays, model: Model, size: NetworkSize, threads: number): Promise<ChunkNetwork>;
}
