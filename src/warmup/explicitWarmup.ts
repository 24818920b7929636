/** Gradient steps on the warmup's data before the residual acts: what DAWN does without. */

import type { Target } from '../critic/index.js';

/** A phase of updates between collecting the warmup's data and going online; nothing is collected meanwhile. */
export interface ExplicitWarmup {
  /** K: updates. */
  readonly updates: number;
  /** Whether the actor learns, too; the critics always do. */
  readonly trainsActor: boolean;
  /** Whether the temperature is tuned meanwhile, with the log-density of an actor that may stand still. */
  readonly tunesTemperature: boolean;
  /** What the critics regress on in the phase; the agent's own target by default. */
  readonly target?: Target;
}
