/** What every environment must do. Call {@link envContract} for each one. */

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkArray } from '../../src/arrays/index.js';
import { type Env, featureDim, featurize } from '../../src/environments/index.js';
import { randomStream } from '../../src/random/randomStream.js';

/** Uniform random actions, the same for equal seeds. */
function randomActions(env: Env, steps: number, seed: number): Float32Array[] {
  const random = randomStream(seed, 'contractActions');
  return Array.from({ length: steps }, () => random.fillUniform(new Float32Array(env.spec.actionDim), -1, 1));
}

/** Every observation of `steps` random steps, with a new episode after each ending. */
function rollout(env: Env, seed: number, steps: number): Float32Array[] {
  let episode = seed;
  const seen = [env.reset(episode)];
  for (const action of randomActions(env, steps, seed)) {
    const step = env.step(action);
    seen.push(step.obs);
    if (step.terminated || step.truncated) seen.push(env.reset(++episode));
  }
  return seen;
}

/** SHA-256 over the bytes of a rollout. */
export function rolloutHash(env: Env, seed: number, steps: number): string {
  const hash = createHash('sha256');
  for (const obs of rollout(env, seed, steps)) hash.update(new Uint8Array(obs.buffer));
  return hash.digest('hex');
}

/** The first seed from `seed` on whose episode outlasts the actions: random ones solve a task now and then. */
function lastingSeed(env: Env, actions: readonly Float32Array[], seed: number): number {
  env.reset(seed);
  const ends = actions.some((action) => {
    const { terminated, truncated } = env.step(action);
    return terminated || truncated;
  });
  return ends ? lastingSeed(env, actions, seed + 1) : seed;
}

/** Bit patterns, so that −0 and 0, or two NaN, are told apart. */
const bits = (obs: Float32Array): number[] => [...new Int32Array(obs.slice().buffer)];

/**
 * @param missing why the task cannot run here; its tests are then skipped, and say so
 */
export function envContract(name: string, make: () => Promise<Env>, missing?: string): void {
  if (missing) console.warn(`${name} is not tested: ${missing}`);
  describe.skipIf(missing)(`${name} keeps the environment contract`, () => {
    let env: Env;
    let twin: Env;
    beforeAll(async () => {
      env = await make();
      twin = await make();
    });
    afterAll(() => {
      env.close();
      twin.close();
    });

    it('has a sane spec', () => {
      const { spec } = env;
      expect(spec.obsNames).toHaveLength(spec.obsDim);
      expect(new Set(spec.obsNames).size).toBe(spec.obsDim);
      for (const feature of [...spec.stateFeatures, ...spec.taskFeatures]) {
        expect(Number.isInteger(feature.index) && feature.index >= 0 && feature.index < spec.obsDim).toBe(true);
        expect(feature.scale).toBeGreaterThan(0);
        expect(feature.clip).toBeGreaterThan(0);
        expect(Number.isFinite(feature.offset)).toBe(true);
      }
      expect(spec.taskFeatures.every((feature) => Number.isFinite(feature.clip))).toBe(true);
      for (const size of [spec.actionDim, spec.horizon, spec.controlHz]) expect(size).toBeGreaterThan(0);
    });

    it('refuses to step before the first reset', async () => {
      const fresh = await make();
      expect(() => fresh.step(new Float32Array(fresh.spec.actionDim))).toThrow(/reset\(seed\)/);
      fresh.close();
    });

    it('gives finite observations and features of the stated length', () => {
      for (const obs of rollout(env, 3, 50)) {
        expect(obs).toHaveLength(env.spec.obsDim);
        expect(obs.every(Number.isFinite)).toBe(true);
        const features = featurize(env.spec.stateFeatures, obs);
        expect(features).toHaveLength(featureDim(env.spec.stateFeatures));
        expect(features.every(Number.isFinite)).toBe(true);
      }
    });

    it('repeats bitwise for equal seeds, in another instance and after other episodes', () => {
      rollout(env, 99, 7);
      expect(rollout(env, 5, 60).map(bits)).toEqual(rollout(twin, 5, 60).map(bits));
    });

    it('starts differently for different seeds', () => {
      expect(bits(env.reset(1))).not.toEqual(bits(env.reset(2)));
    });

    it('returns fresh arrays', () => {
      const first = env.reset(1);
      const before = bits(first);
      env.step(new Float32Array(env.spec.actionDim).fill(0.5));
      expect(bits(first)).toEqual(before);
    });

    it('continues bitwise from a snapshot, here and in another instance', () => {
      const actions = randomActions(env, 60, 11);
      env.reset(lastingSeed(env, actions, 11));
      for (const action of actions.slice(0, 30)) env.step(action);
      const snapshot = env.snapshot();
      const serialised = {
        env: snapshot.env,
        values: Float64Array.from(JSON.parse(JSON.stringify([...snapshot.values]))),
      };
      const onward = (e: Env): number[][] => actions.slice(30).map((action) => bits(e.step(action).obs));
      const expected = onward(env);
      const there = env.restore(snapshot);
      expect(bits(there)).toEqual(bits(twin.restore(serialised)));
      expect(onward(env)).toEqual(expected);
      expect(onward(twin)).toEqual(expected);
    });

    it('shows what its spec says, of the present state: the same bytes elsewhere and after a snapshot', () => {
      const { shows } = env.spec;
      expect(env.show !== undefined).toBe(shows !== undefined);
      if (!shows) return;
      const act = new Float32Array(env.spec.actionDim).fill(0.5);
      env.reset(7);
      const first = env.show!();
      for (const [name, leaf] of Object.entries(shows)) expect(() => checkArray(name, leaf, first[name])).not.toThrow();
      for (let t = 0; t < 4; t++) env.step(act);
      const later = env.show!();
      expect(later).not.toEqual(first);
      twin.restore(env.snapshot());
      expect(twin.show!()).toEqual(later);
      expect(env.show!()).toEqual(later);
    });

    it('is truncated at the horizon, never also terminated, and then refuses to step', () => {
      env.reset(4);
      const idle = new Float32Array(env.spec.actionDim);
      for (let t = 1; t < env.spec.horizon; t++) {
        const step = env.step(idle);
        expect([step.terminated, step.truncated, step.success, step.reward]).toEqual([false, false, false, 0]);
      }
      const last = env.step(idle);
      expect([last.terminated, last.truncated]).toEqual([false, true]);
      expect(() => env.step(idle)).toThrow(/ended/);
    });

    it('rewards success alone, and never ends in both ways', () => {
      for (const seed of [21, 22]) {
        env.reset(seed);
        for (const action of randomActions(env, 60, seed)) {
          const step = env.step(action);
          expect(step.reward).toBe(Number(step.success));
          expect(step.terminated && step.truncated).toBe(false);
          if (step.terminated || step.truncated) break;
        }
      }
    });

    it('refuses wrong lengths and non-finite entries, and bounds the rest', () => {
      const { actionDim } = env.spec;
      env.reset(6);
      twin.reset(6);
      expect(() => env.step(new Float32Array(actionDim + 1))).toThrow(RangeError);
      expect(() => env.step(new Float32Array(actionDim).fill(Number.NaN))).toThrow(/finite/);
      expect(() => env.step(new Float32Array(actionDim).fill(Number.POSITIVE_INFINITY))).toThrow(/finite/);
      const far = env.step(new Float32Array(actionDim).fill(7));
      expect(bits(far.obs)).toEqual(bits(twin.step(new Float32Array(actionDim).fill(1)).obs));
    });

    it('refuses seeds that are not unsigned 32-bit integers and snapshots of something else', () => {
      expect(() => env.reset(-1)).toThrow(RangeError);
      expect(() => env.reset(0.5)).toThrow(RangeError);
      const { values } = env.snapshot();
      expect(() => env.restore({ env: 'another-task', values })).toThrow(/another-task/);
      expect(() => env.restore({ env: env.spec.id, values: values.slice(1) })).toThrow(/snapshot/);
    });
  });
}
