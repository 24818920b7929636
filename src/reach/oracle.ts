/** The best corrections that a bounded residual may make, as an expert knows them. */

import type { VectorEnv } from '../environments/index.js';
import type { Acted, Actor } from '../rollouts/index.js';
import type { ScriptedExpert } from '../tasks/index.js';

/** How environments are seen and stepped. */
type Seen = Pick<VectorEnv, 'spec' | 'obsHorizon' | 'slots'>;

/**
 * An actor whose every action is moved towards the expert's, by at most λ in each entry: a + clip(a_E − a, ±λ).
 *
 * The expert sees the last observation of each stack, once for every chunk that the environment executes: its action then
 * holds for the chunk, as a residual that is decided on there. In an environment that is stepped one action at a time it
 * sees every observation, which no residual on chunks does.
 *
 * It is a guide, not a bound: an expert of the whole task need not be the best there is from where a base policy has led.
 *
 * @param env what is acted in, its slots and stacks
 * @param actor who is corrected, for instance `baseActor`
 * @param createExpert makes the task's expert; every slot has one of its own, since experts may remember
 * @param lambda bound λ of the correction, in units of action; 2 is the expert itself
 * @returns who acts
 */
export function oracleActor(
  { spec, obsHorizon, slots }: Seen,
  actor: Actor,
  createExpert: () => ScriptedExpert,
  lambda: number,
): Actor<Acted> {
  const experts = Array.from({ length: slots }, createExpert);
  const { obsDim, actionDim } = spec;
  return {
    begin(slot, seed) {
      experts[slot].reset();
      actor.begin(slot, seed);
    },
    async act(episodes, obsStacks) {
      const { actions } = await actor.act(episodes, obsStacks);
      const corrected = Float32Array.from(actions);
      const chunkDim = actions.length / episodes.length;
      for (const [row, { slot }] of episodes.entries()) {
        const end = (row + 1) * obsHorizon * obsDim;
        const wanted = experts[slot].act(obsStacks.subarray(end - obsDim, end));
        for (let entry = row * chunkDim; entry < (row + 1) * chunkDim; entry++) {
          const difference = wanted[entry % actionDim] - actions[entry];
          corrected[entry] += Math.max(-lambda, Math.min(lambda, difference));
        }
      }
      return { actions: corrected };
    },
  };
}
