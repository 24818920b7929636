/** What every base policy must do, whatever its kind and task. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyTree } from '../../src/arrays/index.js';
import type { EnvSpec } from '../../src/environments/index.js';
import { type BasePolicy, createSeenEnv } from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';
import { createEnv, envSpec, physicsTasks } from '../../src/tasks/index.js';

/** A policy with four slots or more. */
export type PolicyFactory = () => Promise<BasePolicy>;

/** Real observations of a task: those of an episode of random actions, as stacks of `horizon`. */
async function realStacks(spec: EnvSpec, horizon: number, count: number): Promise<Float32Array[]> {
  const env = await createEnv(spec.id);
  const random = randomStream(7, 'test');
  const seen = [env.reset(11)];
  while (seen.length < count + horizon)
    seen.push(env.step(random.fillUniform(new Float32Array(spec.actionDim), -1, 1)).obs);
  env.close();
  return Array.from({ length: count }, (_, i) => join(seen.slice(i, i + horizon)));
}

/** The same as the policy's encoder lets them be seen, or of a task that opens vectors alone: a stack a chunk. */
async function seenStacks(spec: EnvSpec, policy: BasePolicy, count: number): Promise<Float32Array[]> {
  const env = await createSeenEnv(spec.id, policy, { slots: policy.encoder ? 4 : 1 });
  const random = randomStream(7, 'test');
  await env.reset(0, 11);
  const seen: Float32Array[] = [];
  while (seen.length < count) {
    const chunk = random.fillUniform(new Float32Array(env.executeSteps * spec.actionDim), -1, 1);
    seen.push((await env.stepChunks([0], chunk)).obsStacks);
  }
  await env.close();
  return seen;
}

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

/**
 * Declares the contract's tests.
 *
 * @param task task name
 * @param kind expected kind of the policy
 * @param make makes a fresh policy; called twice
 * @param missing why the task cannot run here; its tests are then skipped
 */
export function basePolicyContract(task: string, kind: string, make: PolicyFactory, missing?: string): void {
  describe.skipIf(missing)(`${kind} policy for ${task}`, () => {
    const spec = envSpec(task);
    let policy: BasePolicy;
    let twin: BasePolicy;
    let stacks: Float32Array[];
    let chunk: number;

    beforeAll(async () => {
      policy = await make();
      twin = await make();
      const isStepped = task in physicsTasks && !policy.encoder;
      stacks = isStepped ? await realStacks(spec, policy.obsHorizon, 8) : await seenStacks(spec, policy, 8);
      chunk = policy.executeSteps * policy.actionDim;
    });
    afterAll(async () => {
      stacks = [];
      await Promise.all([policy.close(), twin.close()]);
    });

    it('closes, and leaves another one of its kind as it is', async () => {
      const third = await make();
      third.reset(0, 5);
      await third.act([0], stacks[0]);
      await third.close();
      policy.reset(0, 5);
      await expect(policy.act([0], stacks[0])).resolves.toHaveLength(chunk);
    });

    it('says what it is', () => {
      expect(policy).toMatchObject({ kind, task, actionDim: spec.actionDim });
      expect(policy.obsHorizon).toBeGreaterThanOrEqual(1);
      expect(policy.executeSteps).toBeGreaterThanOrEqual(1);
    });

    it('returns one chunk per slot, within bounds, and not always the same', async () => {
      for (const slot of [0, 1, 2]) policy.reset(slot, slot);
      const actions = await policy.act([0, 1, 2], join(stacks.slice(0, 3)));
      expect(actions).toHaveLength(3 * chunk);
      expect(actions.every((entry) => entry >= -1 && entry <= 1)).toBe(true);
      expect(largestDifference(actions.subarray(0, chunk), actions.subarray(chunk, 2 * chunk))).toBeGreaterThan(0);
    });

    it('does the same under the same seed, in another instance too', async () => {
      const play = async (actor: BasePolicy, seed: number): Promise<Float32Array> => {
        actor.reset(0, seed);
        return join([await actor.act([0], stacks[0]), await actor.act([0], stacks[1])]);
      };
      const first = await play(policy, 5);
      expect(await play(policy, 5)).toEqual(first);
      expect(await play(twin, 5)).toEqual(first);
    });

    it('keeps slots apart: who acts beside, and in which order, changes nothing', async () => {
      const alone: Float32Array[] = [];
      for (const slot of [0, 3]) {
        policy.reset(slot, 20 + slot);
        alone.push(await policy.act([slot], stacks[slot]));
      }
      for (const slot of [0, 1, 2, 3]) policy.reset(slot, 20 + slot);
      const together = await policy.act([3, 1, 0, 2], join([3, 1, 0, 2].map((slot) => stacks[slot])));
      expect(largestDifference(together.subarray(0, chunk), alone[1])).toBeLessThanOrEqual(1e-6);
      expect(largestDifference(together.subarray(2 * chunk, 3 * chunk), alone[0])).toBeLessThanOrEqual(1e-6);
    });

    it('does the same in every slot', async () => {
      policy.reset(0, 31);
      policy.reset(3, 31);
      const actions = await policy.act([0, 3], join([stacks[2], stacks[2]]));
      expect(largestDifference(actions.subarray(0, chunk), actions.subarray(chunk))).toBeLessThanOrEqual(1e-6);
    });

    it('continues bitwise from a snapshot, in another instance too', async () => {
      policy.reset(0, 41);
      policy.reset(1, 42);
      await policy.act([0, 1], join([stacks[0], stacks[1]]));
      const snapshot = copyTree(policy.snapshot());
      const next = join([stacks[2], stacks[3]]);
      const expected = await policy.act([0, 1], next);
      policy.restore(snapshot);
      expect(await policy.act([0, 1], next)).toEqual(expected);
      twin.restore(snapshot);
      expect(await twin.act([0, 1], next)).toEqual(expected);
    });

    it('refuses wrong lengths, NaN, unknown and repeated slots, naming what is wrong', async () => {
      await expect(policy.act([0], stacks[0].subarray(1))).rejects.toThrow(/expected \d+/);
      const bad = stacks[0].slice();
      bad[1] = Number.NaN;
      await expect(policy.act([0], bad)).rejects.toThrow(`${spec.obsNames[1]} of slot 0 is NaN`);
      await expect(policy.act([99], stacks[0])).rejects.toThrow(/slot 99/);
      await expect(policy.act([1, 1], join([stacks[0], stacks[0]]))).rejects.toThrow(/acts twice/);
      await expect(policy.act([0], stacks[0])).resolves.toHaveLength(chunk);
    });
  });
}
