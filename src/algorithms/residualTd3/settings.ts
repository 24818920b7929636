/** What shapes residual TD3. */

import type { Target } from '../../critic/index.js';
import type { ActorCriticSettings } from '../index.js';

/** Everything that shapes an update. */
export interface ResidualTd3Settings extends ActorCriticSettings {
  /** Without entropy: what a target makes of log π is 0. */
  readonly target: Target;
  /** σ of the noise that explores, in units of the unscaled residual. */
  readonly explorationNoise: number;
  /** σ̃ of the noise on the target's residual, in the same units, and the bound c that it is clipped to. */
  readonly targetNoise: number;
  readonly targetNoiseClip: number;
  /** Updates of the critics for each step of the actor. */
  readonly policyDelay: number;
}
