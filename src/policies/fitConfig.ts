/** How a small network is trained: sizes and the schedules of learning rate and averaging. */

import type { z } from 'zod';
import { checkSettings, integerFrom, numberIn, strictSettings } from '../settings/index.js';

/** How to train. */
export interface FitConfig {
  /** Gradient updates. */
  readonly steps: number;
  /** Pairs in a batch. */
  readonly batch: number;
  /** Learning rate after the warm-up. */
  readonly learningRate: number;
  /** Learning rate at the last step. */
  readonly finalLearningRate: number;
  /** Updates of linear warm-up from 0. */
  readonly warmupSteps: number;
  /** Decoupled weight decay. */
  readonly weightDecay: number;
}

const rate = numberIn('[0, ∞)', 'a step of Adam');
const fitForm = strictSettings('entry of a fit', {
  steps: integerFrom(1, 'gradient updates'),
  batch: integerFrom(1, 'pairs'),
  learningRate: rate,
  finalLearningRate: rate,
  warmupSteps: integerFrom(0, 'gradient updates'),
  weightDecay: numberIn('[0, ∞)', 'per update'),
} satisfies Record<keyof FitConfig, z.ZodType>);

/**
 * Fails on a training that cannot be run.
 *
 * @param config how to train
 * @throws RangeError naming each entry that is out of its range
 */
export function checkFitConfig(config: FitConfig): void {
  checkSettings(fitForm, config, 'fitNetwork');
}

/**
 * The learning rate of an update: linear warm-up, then a cosine from `learningRate` to `finalLearningRate`.
 *
 * @param config the schedule
 * @param step update, from 0
 * @returns the rate
 */
export function learningRateAt(config: FitConfig, step: number): number {
  const { learningRate, finalLearningRate, warmupSteps, steps } = config;
  if (step < warmupSteps) return (learningRate * (step + 1)) / warmupSteps;
  const progress = (step - warmupSteps) / Math.max(1, steps - warmupSteps);
  return finalLearningRate + ((learningRate - finalLearningRate) * (1 + Math.cos(Math.PI * progress))) / 2;
}

/**
 * The share of the new weights in the running average, (1 + step)^(−3/4), at least 1e-4: early averages forget the
 * initial weights fast, late ones are long. See the `EMAModel` of Diffusion Policy.
 *
 * @param step update, from 0
 */
export function averagingRate(step: number): number {
  return Math.max((1 + step) ** -0.75, 1e-4);
}
