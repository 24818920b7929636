/** Whether the residual of a round comes from the warmup's behaviour or from the actor, and how far the gate is open. */

import type { AnyAgent } from '../agents/index.js';
import { openness } from '../residual/index.js';
import { warmupResidual } from '../warmup/index.js';
import type { Collector } from './collector.js';
import type { Counters } from './counters.js';
import type { Learner } from './learner.js';
import type { ResidualPolicy } from './residualPolicy.js';
import type { Streams } from './streams.js';

/** What the choice depends on. */
interface Choosing {
  readonly agent: AnyAgent;
  readonly collector: Collector;
  readonly learner: Learner;
  readonly policy: ResidualPolicy;
  readonly streams: Streams;
  readonly counters: Counters;
}

/**
 * The residuals of the next chunk.
 *
 * @param run the run; its `exploration` stream advances
 * @returns unscaled residuals u, in [−1, 1], [slots × chunkDim]
 * @throws DivergenceError when one of the actor's is not finite
 */
export async function chooseResiduals(run: Choosing): Promise<Float32Array> {
  const { agent, collector, streams, counters } = run;
  const { chunkDim } = collector.dims;
  const { slots } = collector.env;
  const residuals = new Float32Array(slots * chunkDim);
  const { behaviour } = agent.warmup;
  const isWarmup = counters.chunks < agent.warmup.chunks;
  if (isWarmup && behaviour !== 'actor') {
    for (let slot = 0; slot < slots; slot++) {
      const seed = collector.episodeSeeds[slot];
      residuals.set(warmupResidual(behaviour, counters.chunks, chunkDim, streams.exploration, seed), slot * chunkDim);
    }
    return residuals;
  }
  const actor = agent.algorithm.policy.of(run.learner.update.state);
  const { features, baseActions } = collector;
  const sampled = await run.policy.residuals(actor, features, baseActions, streams.exploration);
  const open = isWarmup ? 1 : openness(agent.gate, counters.chunks);
  for (let slot = 0; slot < slots; slot++)
    if (open >= 1 || streams.exploration.uniform() < open)
      residuals.set(sampled.subarray(slot * chunkDim, (slot + 1) * chunkDim), slot * chunkDim);
  return residuals;
}
