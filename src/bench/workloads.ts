/** The update workloads of `dawnlab bench update`: one description for both sides. */

import type { ResidualSacSettings } from '../algorithms/residualSac/index.js';
import { blockCritic, mlpCritic, scalarHead, softTarget } from '../critic/index.js';
import { layerNormalization } from '../normalization/index.js';
import { sumInput } from '../residual/index.js';

/** Sizes and coefficients; pytorch.py reads the same fields. */
export interface UpdateWorkload {
  readonly name: string;
  readonly featureDim: number;
  readonly chunkDim: number;
  readonly batch: number;
  /** Critic width. */
  readonly width: number;
  readonly actorWidth: number;
  /** Hidden layers of a plain critic. */
  readonly depth: number;
  /** Residual blocks of a block critic; absent for a plain one. */
  readonly blocks?: number;
  readonly normalize: true;
  readonly soft: true;
  readonly lambda: number;
  readonly learningRate: number;
  readonly tau: number;
  readonly initialTemperature: number;
  readonly maxGradientNorm: number;
}

const COMMON = {
  depth: 3,
  normalize: true,
  soft: true,
  lambda: 0.1,
  learningRate: 1e-4,
  tau: 0.01,
  initialTemperature: 0.01,
  maxGradientNorm: 50,
} as const;

const LARGE = { ...COMMON, featureDim: 45, chunkDim: 28 } as const;

/** W0 is the gantry peg's size; W1, W2 and W3 are those of DAWN's networks. All have LayerNorm twin critics. */
export const UPDATE_WORKLOADS: readonly UpdateWorkload[] = [
  { ...COMMON, name: 'W0', featureDim: 24, chunkDim: 8, batch: 128, width: 128, actorWidth: 128 },
  { ...LARGE, name: 'W1', batch: 256, width: 256, actorWidth: 256 },
  { ...LARGE, name: 'W2', batch: 1024, width: 512, actorWidth: 512 },
  { ...LARGE, name: 'W3', batch: 1024, width: 512, actorWidth: 512, blocks: 2 },
];

/**
 * The agent settings of a workload.
 *
 * @param workload sizes and coefficients
 * @returns settings of {@link residualSacUpdate}
 */
export function settingsOf(workload: UpdateWorkload): ResidualSacSettings {
  const { width, depth, blocks, learningRate } = workload;
  const normalizer = layerNormalization;
  return {
    lambda: workload.lambda,
    discount: 0.97,
    tau: workload.tau,
    actor: { width: workload.actorWidth, depth: 2 },
    critic: blocks ? blockCritic({ width, blocks, normalizer }) : mlpCritic({ width, depth, normalizer }),
    target: softTarget,
    criticInput: sumInput,
    valueHead: scalarHead(),
    actorLearningRate: learningRate,
    criticLearningRate: learningRate,
    temperatureLearningRate: learningRate,
    initialTemperature: workload.initialTemperature,
    targetEntropyPerEntry: -1,
    maxGradientNorm: workload.maxGradientNorm,
  };
}
