/** Demonstrations as a learner's second buffer: what the expert did, as residuals on what the base policy would have done. */

import type { AlgorithmSettings } from '../../algorithms/index.js';
import { closeIt, opening } from '../../compute/index.js';
import { createSeenEnv, type Demonstrations, loadBasePolicy, loadDemonstrations } from '../../policies/index.js';
import { executeChunks } from '../collectChunks.js';
import { type Collector, createCollector, startEpisodes } from '../collector.js';
import type { RunParts } from '../runIdentity.js';
import { transitionSpec } from '../transitionSpec.js';
import { createReplay, pushTransition, type Replay } from './replay.js';

/** The expert's next chunk; after its last action it goes on with that. */
function expertChunk({ actions }: Demonstrations, row: number, end: number, executeSteps: number): Float32Array {
  const width = actions.shape[1];
  const steps = Array.from({ length: executeSteps }, (_, step) => Math.min(row + step, end - 1) * width);
  return Float32Array.from(steps.flatMap((from) => [...actions.data.subarray(from, from + width)]));
}

/** One demonstrated episode, chunk by chunk; the residual u is what λu must add to the base policy's chunk. */
async function replayEpisode(
  collector: Collector,
  demonstrations: Demonstrations,
  [first, end]: readonly [number, number],
  settings: AlgorithmSettings,
  into: Replay,
  next: { uint32(): number },
): Promise<void> {
  const { executeSteps } = collector.env;
  for (let row = first; row < end; row += executeSteps) {
    const actions = expertChunk(demonstrations, row, end, executeSteps);
    const residuals = actions.map((action, i) => (action - collector.baseActions[i]) / settings.lambda);
    const { transitions } = await executeChunks(collector, { actions, residuals }, settings, next);
    pushTransition(into, transitions[0]);
    if (transitions[0].ends) return;
  }
}

/**
 * Plays demonstrations again with a base policy beside them. The residuals may lie outside [−1, 1]: the expert is not bound
 * by λ, and a critic that sees the executed action sees the expert's own.
 *
 * @param collector one environment with its base policy
 * @param demonstrations the episodes
 * @param settings λ and γ
 * @returns their chunk transitions, in order
 */
export async function demonstrationTransitions(
  collector: Collector,
  demonstrations: Demonstrations,
  settings: AlgorithmSettings,
): Promise<Replay> {
  const lengths = Array.from(demonstrations.lengths.data);
  const ends = lengths.map((_, i) => lengths.slice(0, i + 1).reduce((sum, length) => sum + length, 0));
  const chunks = lengths.reduce((sum, length) => sum + Math.ceil(length / collector.env.executeSteps), 0);
  const replay = createReplay(transitionSpec(collector.dims), chunks);
  for (const [i, end] of ends.entries()) {
    const seed = { uint32: () => demonstrations.seeds.data[i] };
    await startEpisodes(collector, [0], seed);
    await replayEpisode(collector, demonstrations, [end - lengths[i], end], settings, replay, seed);
  }
  return replay;
}

/**
 * The second buffer of a run: its task's demonstrations, with its base policy beside them.
 *
 * @param parts task, base policy and agent
 * @returns the buffer, the same for every seed
 * @throws RangeError on a task of the reader's own, which has no demonstrations; Error with the command that records them
 * where they are missing
 */
export async function demonstrationReplay({
  task,
  baseKind,
  agent,
}: Pick<RunParts, 'task' | 'baseKind' | 'agent'>): Promise<Replay> {
  if (typeof task !== 'string')
    throw new RangeError(
      `${task.spec.id} is a task of your own and has no recorded demonstrations; set demonstrationShare to 0.`,
    );
  const demonstrations = await loadDemonstrations(task);
  const opened = opening();
  try {
    const base = opened.keep(await loadBasePolicy(task, { kind: baseKind, batch: 1 }), closeIt);
    // Episodes come back to the bit on the physics that they were recorded with.
    const env = opened.keep(
      await createSeenEnv(task, base, { slots: 1, physics: 'wasm', picture: agent.algorithm.picture }),
      closeIt,
    );
    return await demonstrationTransitions(createCollector(env, base), demonstrations, agent.settings);
  } finally {
    await opened.close();
  }
}
