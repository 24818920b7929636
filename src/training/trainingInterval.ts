/** What happens between two evaluations, as sums. */

import { NO_USE, type UseSums } from '../diagnostics/index.js';
import type { UpdateMetrics } from './learner.js';

/** Sums over an interval of training. */
export interface TrainingInterval {
  /** Episodes that ended, and how many of them in success. */
  readonly episodes: number;
  readonly successes: number;
  readonly updates: number;
  /** Sums of the updates' metrics, by name. */
  readonly sums: UpdateMetrics;
  /** How much of their bound the executed residuals used. */
  readonly use: UseSums;
}

/** An interval in which nothing has happened yet. */
export const EMPTY_INTERVAL: TrainingInterval = { episodes: 0, successes: 0, updates: 0, sums: {}, use: NO_USE };

/**
 * Sums of metrics, by name.
 *
 * @param sums sums so far
 * @param metrics what is added
 * @returns the new sums
 */
export function addMetrics(sums: UpdateMetrics, metrics: UpdateMetrics): UpdateMetrics {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, (sums[name] ?? 0) + value]));
}
