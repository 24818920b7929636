/** What every vector environment must do. Call {@link vectorEnvContract} for each kind. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createChunkedEnv,
  createFrameStackedEnv,
  type EnvOptions,
  type OwnTask,
  type VectorEnv,
} from '../../src/environments/index.js';
import { randomStream } from '../../src/random/randomStream.js';
import { createEnv } from '../../src/tasks/index.js';

const SLOTS = 3;
const SIZES = { slots: SLOTS, obsHorizon: 2, executeSteps: 4 };
const ALL = [0, 1, 2];

function randomChunks(vector: VectorEnv, rounds: number, seed: number): Float32Array[] {
  const random = randomStream(seed, 'vectorContract');
  const size = SLOTS * vector.executeSteps * vector.spec.actionDim;
  return Array.from({ length: rounds }, () => random.fillUniform(new Float32Array(size), -1.2, 1.2));
}

/** Steps every slot, resetting those that end with seeds of their own; returns everything that came back. */
async function run(vector: VectorEnv, chunks: readonly Float32Array[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const actions of chunks) {
    const batch = await vector.stepChunks(ALL, actions);
    seen.push(batch, vector.obsStacks.slice());
    for (const slot of ALL)
      if (batch.terminated[slot] || batch.truncated[slot]) seen.push(await vector.reset(slot, 1000 + slot));
  }
  return seen;
}

export function vectorEnvContract(
  name: string,
  make: (sizes: typeof SIZES) => Promise<VectorEnv>,
  task: string | OwnTask = 'gantry-peg',
  options: EnvOptions = {},
): void {
  describe(`${name} keeps the vector environment contract`, () => {
    let vector: VectorEnv;
    beforeAll(async () => {
      vector = await make(SIZES);
    });
    afterAll(() => vector.close());

    it('equals separate chunked environments bitwise, endings included', async () => {
      const chunks = randomChunks(vector, 35, 1);
      const rowLength = chunks[0].length / SLOTS;
      for (const slot of ALL) {
        const env = createChunkedEnv(createFrameStackedEnv(await createEnv(task, options), 2), SIZES);
        expect(await vector.reset(slot, slot + 5)).toEqual(env.reset(slot + 5));
        for (const chunk of chunks.slice(0, 29)) {
          const actions = chunk.slice(slot * rowLength, (slot + 1) * rowLength);
          const expected = env.stepChunk(actions);
          const batch = await vector.stepChunks([slot], actions);
          expect(batch.obsStacks).toEqual(expected.obs);
          expect(batch.primitiveSteps[0]).toBe(expected.primitiveSteps);
          expect([batch.terminated[0], batch.truncated[0]]).toEqual([+expected.terminated, +expected.truncated]);
          expect([batch.success[0], batch.succeeded[0]]).toEqual([+expected.success, +expected.succeeded]);
          expect(batch.clippedFraction[0]).toBeCloseTo(expected.clippedFraction, 6);
          expect(expected.clippedFraction).toBeGreaterThan(0);
        }
        env.close();
      }
    });

    it('returns rows in the order asked for, and never resets by itself', async () => {
      for (const slot of ALL) await vector.reset(slot, 40 + slot);
      const [chunk] = randomChunks(vector, 1, 2);
      const one = chunk.slice(0, chunk.length / SLOTS);
      const straight = await vector.stepChunks([0, 2], Float32Array.of(...one, ...one));
      for (const slot of ALL) await vector.reset(slot, 40 + slot);
      const swapped = await vector.stepChunks([2, 0], Float32Array.of(...one, ...one));
      const half = straight.obsStacks.length / 2;
      expect(swapped.obsStacks.slice(half)).toEqual(straight.obsStacks.slice(0, half));
      expect(swapped.obsStacks.slice(0, half)).toEqual(straight.obsStacks.slice(half));
      const idle = new Float32Array(one.length);
      const chunksLeft = vector.spec.horizon / vector.executeSteps - 1;
      let last = swapped;
      for (let i = 0; i < chunksLeft; i++) last = await vector.stepChunks([0], idle);
      expect([last.truncated[0], last.terminated[0]]).toEqual([1, 0]);
      await expect(vector.stepChunks([0], idle)).rejects.toThrow(/ended/);
    });

    it('continues bitwise from a snapshot', async () => {
      for (const slot of ALL) await vector.reset(slot, 70 + slot);
      const chunks = randomChunks(vector, 40, 3);
      await run(vector, chunks.slice(0, 20));
      const saved = await vector.snapshot!();
      const expected = await run(vector, chunks.slice(20));
      await vector.restore!(saved);
      expect(await run(vector, chunks.slice(20))).toEqual(expected);
      const other = await make(SIZES);
      await other.restore!(saved);
      expect(await run(other, chunks.slice(20))).toEqual(expected);
      await other.close();
    });

    it('refuses unknown or repeated slots, wrong lengths, non-finite actions, bad seeds and foreign states', async () => {
      const row = new Float32Array(vector.executeSteps * vector.spec.actionDim);
      await expect(vector.stepChunks([3], row)).rejects.toThrow(/no slot 3/);
      await expect(vector.stepChunks([1, 1], Float32Array.of(...row, ...row))).rejects.toThrow(/distinct/);
      await expect(vector.stepChunks([1], row.slice(1))).rejects.toThrow(RangeError);
      await expect(vector.stepChunks([1], row.fill(Number.NaN))).rejects.toThrow(/finite/);
      await expect(vector.reset(0, -1)).rejects.toThrow(RangeError);
      await expect(vector.restore!({})).rejects.toThrow(/state/);
    });
  });
}
