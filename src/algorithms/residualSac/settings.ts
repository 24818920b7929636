/** What shapes residual soft actor-critic: settings and batch. */

import type { Target } from '../../critic/index.js';
import type { ActorCriticSettings, NoisyBatch } from '../index.js';

/** Everything that shapes an update. */
export interface ResidualSacSettings extends ActorCriticSettings {
  readonly target: Target;
  /** Learning rate of log α. */
  readonly temperatureLearningRate: number;
  /** α before the first update. */
  readonly initialTemperature: number;
  /** H̄ per entry of the residual chunk, nats; −1 in DAWN. */
  readonly targetEntropyPerEntry: number;
}

/** A batch of transitions, with standard normal noise of the target's sample and of the actor loss's: [batch, chunkDim]. */
export type ResidualBatch = NoisyBatch<'noiseT' | 'noiseTm1'>;
