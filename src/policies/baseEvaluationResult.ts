/** What a measurement of a base policy brought, as its file keeps it. */

import type { Interval } from '../statistics/index.js';

/** The outcome: success once per episode. */
export interface BaseEvaluationResult {
  readonly task: string;
  readonly kind: string;
  readonly episodes: number;
  readonly firstSeed: number;
  readonly successes: number;
  /** The success rate with its 95 % Wilson interval. */
  readonly success: Interval;
  /** Mean primitive steps of the successful episodes; NaN when there is none. */
  readonly meanSteps: number;
  readonly seconds: number;
}
