/** A policy of chunks in environments that are stepped one action at a time. */

import type { Actor, RunningEpisode } from './episode.js';

/**
 * The same actor, stepped one primitive action at a time: for those who look at every observation between two chunks.
 *
 * @param actor decides on chunks
 * @param size primitive actions in one of its chunks, and entries of each
 * @returns an actor for environments with `executeSteps: 1` and the same stacks; its chunks are those that `actor` decides
 * on where a chunk begins
 */
export function stepByStep(
  actor: Actor,
  { executeSteps, actionDim }: { readonly executeSteps: number; readonly actionDim: number },
): Actor {
  const chunkDim = executeSteps * actionDim;
  const queues = new Map<number, Float32Array>();
  const waiting = (slot: number) => queues.get(slot)?.length ?? 0;
  const decide = async (episodes: readonly RunningEpisode[], rows: readonly number[], obsStacks: Float32Array) => {
    const width = obsStacks.length / episodes.length;
    const stacks = rows.flatMap((row) => [...obsStacks.subarray(row * width, (row + 1) * width)]);
    const beginning = rows.map((row) => ({ ...episodes[row], chunks: episodes[row].chunks / executeSteps }));
    const { actions } = await actor.act(beginning, Float32Array.from(stacks));
    for (const [i, { slot }] of beginning.entries()) queues.set(slot, actions.slice(i * chunkDim, (i + 1) * chunkDim));
  };
  return {
    begin(slot, seed) {
      queues.delete(slot);
      actor.begin(slot, seed);
    },
    async act(episodes, obsStacks) {
      const rows = [...episodes.keys()].filter((row) => waiting(episodes[row].slot) === 0);
      if (rows.length > 0) await decide(episodes, rows, obsStacks);
      const actions = new Float32Array(episodes.length * actionDim);
      for (const [row, { slot }] of episodes.entries()) {
        const queue = queues.get(slot)!;
        actions.set(queue.subarray(0, actionDim), row * actionDim);
        queues.set(slot, queue.subarray(actionDim));
      }
      return { actions };
    },
  };
}
