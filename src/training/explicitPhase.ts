/** The explicit warmup: updates on the warmup's data, between collecting it and going online. */

import { giveWay } from '../compute/index.js';
import { learn, type UpdateMetrics } from './learner.js';
import { addMetrics } from './trainingInterval.js';
import type { TrainingRun } from './trainingRun.js';

/** Records along the phase. */
const ROUNDS = 20;

/**
 * Whether a run is in its explicit warmup: the data are there, the updates not yet all taken.
 *
 * @param run the run
 * @returns whether {@link explicitRound} comes next
 */
export function isExplicitPhase({ agent, counters, explicitUpdates }: TrainingRun): boolean {
  return counters.chunks >= agent.warmup.chunks && explicitUpdates < (agent.explicit?.updates ?? 0);
}

/**
 * A twentieth of the explicit warmup.
 *
 * @param run the run, in its explicit phase; it advances
 * @returns means of the updates' metrics
 * @throws RangeError when the warmup has left too little data for a batch; DivergenceError when a loss is not finite
 */
export async function explicitRound(run: TrainingRun): Promise<UpdateMetrics> {
  const { learner, replay, streams, agent, schedule } = run;
  const { updates: total } = agent.explicit!;
  const explicit = learner.explicit!;
  if (replay.size < schedule.batchSize)
    throw new RangeError(
      `explicit warmup: the replay holds ${replay.size} transitions, a batch ${schedule.batchSize}. ` +
        'Collect more before the updates: raise warmupChunks.',
    );
  const count = Math.min(Math.ceil(total / ROUNDS), total - run.explicitUpdates);
  explicit.setState(learner.update.state);
  let sums: UpdateMetrics = {};
  const turn = giveWay();
  for (let i = 0; i < count; i++) {
    await turn();
    sums = addMetrics(sums, await learn(learner, replay, streams.replay, explicit));
  }
  learner.update.setState(explicit.state);
  run.explicitUpdates += count;
  run.counters = { ...run.counters, updates: run.counters.updates + count };
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / count]));
}
