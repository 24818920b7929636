/** Frame stacking: the last few raw observations side by side, oldest first. */

import type { Env, EnvSpec, Feature } from '../env.js';

/** The spec of the stacked task: features keep looking at the newest observation. */
function stackedSpec(spec: EnvSpec, obsHorizon: number): EnvSpec {
  const newest = (obsHorizon - 1) * spec.obsDim;
  const shift = (feature: Feature): Feature => ({ ...feature, index: feature.index + newest });
  const names = Array.from({ length: obsHorizon }, (_, frame) => {
    const age = obsHorizon - 1 - frame;
    return spec.obsNames.map((name) => (age === 0 ? name : `${name}Tm${age}`));
  });
  return {
    ...spec,
    obsDim: spec.obsDim * obsHorizon,
    obsNames: names.flat(),
    stateFeatures: spec.stateFeatures.map(shift),
    taskFeatures: spec.taskFeatures.map(shift),
  };
}

function ofLength(id: string, obs: Float32Array, obsDim: number): Float32Array {
  if (obs.length === obsDim) return obs;
  throw new RangeError(`${id}: the observation has ${obs.length} numbers, expected ${obsDim}.`);
}

/**
 * An environment whose observation is the last `obsHorizon` observations of another, oldest first. At reset the first
 * observation fills every place. What the task shows beside it is not stacked.
 *
 * @param env the environment to wrap, owned by the result
 * @param obsHorizon number of observations, at least 1
 * @returns an environment with `obsHorizon · obsDim` numbers per observation
 * @throws RangeError when the number is not a positive integer
 */
export function createFrameStackedEnv(env: Env, obsHorizon: number): Env {
  if (!Number.isInteger(obsHorizon) || obsHorizon < 1)
    throw new RangeError(`createFrameStackedEnv: obsHorizon must be a positive integer, got ${obsHorizon}.`);
  const spec = stackedSpec(env.spec, obsHorizon);
  const { obsDim } = env.spec;
  const stack = new Float32Array(spec.obsDim);
  const checked = (obs: Float32Array) => ofLength(spec.id, obs, obsDim);
  const push = (obs: Float32Array): Float32Array => {
    stack.copyWithin(0, obsDim);
    stack.set(obs, spec.obsDim - obsDim);
    return stack.slice();
  };
  return {
    spec,
    reset(seed) {
      const obs = checked(env.reset(seed));
      for (let frame = 0; frame < obsHorizon; frame++) stack.set(obs, frame * obsDim);
      return stack.slice();
    },
    step(action) {
      const step = env.step(action);
      return { ...step, obs: push(checked(step.obs)) };
    },
    snapshot() {
      const inner = env.snapshot();
      return { env: inner.env, values: Float64Array.from([...stack, ...inner.values]) };
    },
    restore(snapshot) {
      env.restore({ env: snapshot.env, values: snapshot.values.slice(stack.length) });
      stack.set(snapshot.values.subarray(0, stack.length));
      return stack.slice();
    },
    ...(env.show && { show: () => env.show!() }),
    close: () => env.close(),
  };
}
