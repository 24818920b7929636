/** Playing demonstrations again, for what was seen before each of their actions. */

import type { NdArray } from '../arrays/index.js';
import { createShown, type EnvSpec, type Shown, writeShown } from '../environments/index.js';
import { type Actor, type RunningEpisode, rollOut } from '../rollouts/index.js';
import { openTask } from '../tasks/index.js';
import type { Demonstrations } from './demonstrations.js';

/** The row of an episode's next step; none beyond its end, for a changed environment may go on for longer. */
function rowsOfEpisodes(lengths: ArrayLike<number>): (episode: RunningEpisode) => number | undefined {
  const starts = [0];
  for (const length of Array.from(lengths)) starts.push(starts[starts.length - 1] + length);
  return ({ index, chunks }) => (chunks < lengths[index] ? starts[index] + chunks : undefined);
}

/** What a task shows in so many moments, as arrays by name. */
function shownArrays({ shows = {} }: EnvSpec, shown: Shown, steps: number): Readonly<Record<string, NdArray>> {
  const arrays = Object.entries(shown).map(([name, data]) => [name, { shape: [steps, ...shows[name].shape], data }]);
  return Object.fromEntries(arrays);
}

/**
 * Plays every episode again.
 *
 * @param task task name
 * @param recorded actions, lengths and seeds of the episodes
 * @returns what is seen before each action; of a changed environment something else than was seen
 */
export async function replayDemonstrations(
  task: string,
  { actions, lengths, seeds }: Pick<Demonstrations, 'actions' | 'lengths' | 'seeds'>,
): Promise<Pick<Demonstrations, 'observations' | 'shown'>> {
  // Episodes come back to the bit on the physics that they were recorded with.
  const env = await openTask(task, { slots: 1, obsHorizon: 1, executeSteps: 1, physics: 'wasm' });
  const { obsDim, actionDim } = env.spec;
  const steps = actions.shape[0];
  const data = new Float32Array(steps * obsDim);
  const shown = createShown(env.spec, steps);
  const rowOf = rowsOfEpisodes(lengths.data);
  const idle = new Float32Array(actionDim);
  const actor: Actor = {
    begin: () => undefined,
    act([episode]) {
      const row = rowOf(episode);
      if (row !== undefined) writeShown(shown, row, env.shown);
      const taken = row === undefined ? idle : actions.data.subarray(row * actionDim, (row + 1) * actionDim);
      return { actions: Float32Array.from(taken) };
    },
  };
  for await (const { episodes, obsStacks } of rollOut(env, actor, { seeds: seeds.data })) {
    const row = rowOf(episodes[0]);
    if (row !== undefined) data.set(obsStacks, row * obsDim);
  }
  await env.close();
  const observations = { shape: [steps, obsDim], data };
  return { observations, ...(shown && { shown: shownArrays(env.spec, shown, steps) }) };
}
