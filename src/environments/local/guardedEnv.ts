/** An environment of the reader's own, held to the contract at every step. */

import { type RewardRule, sparseReward } from '../../rewards/index.js';
import type { Env, EnvSnapshot, EnvSpec, EnvStep } from '../env.js';
import { ENDED, FRESH, notRunning, RUNNING } from '../physics/physicsEnv.js';
import { checkShown } from '../shown.js';
import { checkSeed } from '../vectorEnv.js';
import { atOnce } from './atOnce.js';
import { clipAction } from './clipAction.js';

/** Numbers of a snapshot before the environment's own: phase and steps elapsed. */
const HEADER = 2;

/** A copy, so that a buffer that is used again changes nothing that was kept. */
function observation(
  { id, obsDim, obsNames }: EnvSpec,
  obs: ArrayLike<number> | undefined,
  when: string,
): Float32Array {
  if (obs?.length !== obsDim)
    throw new RangeError(
      `${id}: the observation has ${obs?.length ?? 'no'} numbers, expected ${obsDim}, obsDim of its spec (${when}).`,
    );
  const copy = Float32Array.from(obs);
  const bad = copy.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(
      `${id}: entry ${obsNames[bad]} of the observation is ${obs[bad]} (${when}); every one must be finite.`,
    );
  return copy;
}

/** @throws RangeError when flags and reward of a step do not fit together */
function checkStep({ id }: EnvSpec, rule: RewardRule, step: EnvStep, when: string): void {
  for (const name of ['terminated', 'truncated', 'success'] as const)
    if (typeof step[name] !== 'boolean')
      throw new RangeError(`${id}: ${name} is ${String(step[name])} (${when}); it must be true or false.`);
  if (step.terminated && step.truncated)
    throw new RangeError(
      `${id}: terminated and truncated both (${when}). terminated: the task ended; truncated: time ran out before it did.`,
    );
  if (rule === sparseReward && step.reward !== Number(step.success))
    throw new RangeError(
      `${id}: the reward is ${String(step.reward)} with success ${step.success} (${when}); it must be 1 on success, else 0. A task with another reward has a rule, \`reward\`, that says what its chunks are worth.`,
    );
  if (!Number.isFinite(step.reward))
    throw new RangeError(`${id}: the reward is ${String(step.reward)} (${when}); it must be a finite number.`);
}

/** @throws RangeError on a state that is no list of numbers */
function snapshotValues(id: string, snapshot: EnvSnapshot | undefined): Float64Array {
  const values: unknown = snapshot?.values;
  if (values instanceof Float64Array) return values;
  throw new RangeError(
    `${id}: snapshot() returned no state; return { env: '${id}', values } with all of it in a Float64Array.`,
  );
}

/** @throws RangeError on a step that breaks the contract, or on one that goes on at the horizon */
function checkedStep(spec: EnvSpec, rule: RewardRule, step: EnvStep, elapsed: number): EnvStep {
  const when = `step ${elapsed} of the episode`;
  const obs = observation(spec, step?.obs, when);
  checkStep(spec, rule, step, when);
  const ended = endedOnSuccess({ ...step, obs });
  if (ended.terminated || ended.truncated || elapsed < spec.horizon) return ended;
  throw new RangeError(
    `${spec.id}: the episode goes on after ${elapsed} steps, the horizon of its spec. Return truncated: true there.`,
  );
}

/** Success ends an episode, whether or not the environment says so. */
function endedOnSuccess({ obs, reward, success, terminated, truncated }: EnvStep): EnvStep {
  return { obs, reward, terminated: success || terminated, truncated: !success && truncated, success };
}

/**
 * Holds an environment to the contract: observations of the stated length and finite, rewards 1 on success and else 0, an
 * end at the horizon at the latest. Actions reach it in bounds, success ends the episode whether or not the environment
 * says so, and what it returns is copied.
 *
 * @param env the environment, owned by the result
 * @param spec what its task says of itself
 * @param rule what its chunks are worth; by default −1 until success, for rewards of 1 on success and else 0
 * @returns the same environment
 * @throws RangeError, while it runs, naming the step, what came and what was expected
 */
export function guardedEnv(env: Env, spec: EnvSpec, rule: RewardRule = sparseReward): Env {
  const { id, actionDim } = spec;
  let [phase, elapsed] = [FRESH, 0];
  return {
    spec,
    reset(seed) {
      checkSeed(seed);
      const obs = observation(spec, atOnce(id, 'reset()', env.reset(seed)), `after reset(${seed})`);
      [phase, elapsed] = [RUNNING, 0];
      return obs;
    },
    step(action) {
      if (phase !== RUNNING) throw new Error(notRunning(id, phase));
      const bounded = new Float64Array(actionDim);
      clipAction(action, bounded);
      const ended = checkedStep(spec, rule, atOnce(id, 'step()', env.step(bounded)), ++elapsed);
      if (ended.terminated || ended.truncated) phase = ENDED;
      return ended;
    },
    snapshot() {
      const values = snapshotValues(id, atOnce(id, 'snapshot()', env.snapshot()));
      return { env: id, values: Float64Array.from([phase, elapsed, ...values]) };
    },
    restore(snapshot) {
      if (snapshot.env !== id) throw new Error(`${id}: cannot restore a snapshot of '${snapshot.env}'.`);
      [phase, elapsed] = snapshot.values;
      const obs = atOnce(id, 'restore()', env.restore({ env: id, values: snapshot.values.slice(HEADER) }));
      return observation(spec, obs, 'after restore');
    },
    ...(spec.shows && { show: () => checkShown(spec, atOnce(id, 'show()', env.show?.())) }),
    close: () => env.close(),
  };
}
