import { describe, expect, it } from 'vitest';
import { pureTask } from '../../src/environments/index.js';
import { type BasePolicy, basePolicyByHand, loadBasePolicy, type OwnBase } from '../../src/policies/index.js';
import { openTask } from '../../src/tasks/index.js';
import { evaluate, pairedRollouts } from '../../src/training/index.js';
import { lineSpec } from '../lineSpec.js';

const line = pureTask({
  spec: lineSpec(8),
  begin: (random) => [random.uniform()],
  step: ([x], [dx]) => [x! + 0.02 * dx!],
  isSolved: () => false,
});
const still = basePolicyByHand(line, 'still', () => [0], 2);

/** The policy by hand with something else in the place of some of its parts. */
const changed = (change: object): OwnBase => ({
  kind: 'mine',
  create: async (batch) => ({ ...(await still.create(batch)), kind: 'mine', ...change }),
});
const acting = (act: (slots: readonly number[]) => unknown) => changed({ act: async (slots: number[]) => act(slots) });

async function play(kind: OwnBase): Promise<void> {
  const base = await loadBasePolicy(line, { kind, batch: 2 });
  const env = await openTask(line, { slots: 2, obsHorizon: 1, executeSteps: 2 });
  await evaluate(env, { base }, { residual: 'none', episodes: 3, firstSeed: 1, success: 'once' });
}

describe('a base policy of the reader', () => {
  it('may have nothing to close', async () => {
    const base = await loadBasePolicy(line, { kind: changed({ close: undefined }), batch: 2 });
    await expect(base.close()).resolves.toBeUndefined();
  });

  it('may be an object of a class', async () => {
    class Mine {
      readonly [key: string]: unknown;
      private readonly given = { kind: 'mine', task: 'line', obsHorizon: 1, executeSteps: 2, actionDim: 1 };
      get task() {
        return this.given.task;
      }
      get obsHorizon() {
        return this.given.obsHorizon;
      }
      get executeSteps() {
        return this.given.executeSteps;
      }
      get actionDim() {
        return this.given.actionDim;
      }
      reset() {}
      async act(slots: readonly number[]) {
        return new Float32Array(slots.length * this.given.executeSteps);
      }
      snapshot() {
        return {};
      }
      restore() {}
    }
    await expect(play({ kind: 'mine', create: () => new Mine() as unknown as BasePolicy })).resolves.toBeUndefined();
  });

  it.each<[string, OwnBase, RegExp]>([
    ['returns too few numbers', acting(() => new Float32Array(1)), /mine returned 1 numbers for 2 slots, expected 4/],
    ['returns too many', acting(() => new Float32Array(8)), /mine returned 8 numbers for 2 slots, expected 4/],
    ['returns nothing', acting(() => undefined), /mine returned no numbers/],
    [
      'returns NaN',
      acting(() => Float32Array.of(0, Number.NaN, 0, 0)),
      /mine returned NaN as entry 0 of an action on line/,
    ],
    ['acts beyond bounds', acting(() => Float32Array.of(0, 0, 1.5, 0)), /returned 1\.5 .* acts within \[-1, 1\]/],
    ['has no act', changed({ act: undefined }), /mine has no act\(\)/],
    ['has no horizon', changed({ obsHorizon: 0 }), /obsHorizon 0; it must be an integer of at least 1/],
    ['has half a step', changed({ executeSteps: 1.5 }), /executeSteps 1\.5/],
    ['has another action', changed({ actionDim: 2 }), /actionDim 2, line takes 1/],
    ['is made for another task', changed({ task: 'moon' }), /made for moon, not for line/],
    ['looks at another stack', changed({ obsHorizon: 2 }), /has obsHorizon 2, the environments 1/],
    ['executes other chunks', changed({ executeSteps: 4 }), /has executeSteps 4, the environments 2/],
  ])('is refused when it %s', async (_, kind, message) => {
    await expect(play(kind)).rejects.toThrow(message);
  });

  it('may use one buffer for all chunks', async () => {
    const buffer = new Float32Array(4);
    let calls = 0;
    const kind = acting((slots) => buffer.fill(calls++ / 10).subarray(0, 2 * slots.length));
    const base = await loadBasePolicy(line, { kind, batch: 2 });
    const env = await openTask(line, { slots: 2, obsHorizon: 1, executeSteps: 2 });
    const options = { firstSeed: 1, chunksBefore: 0, lambda: 0.1, discount: 0.9 };
    const [pair] = await pairedRollouts(env, base, { ...options, residual: () => Float32Array.of(1, 1) });
    expect([...pair!.base]).toEqual([0, 0]);
  });
});

describe('loadBasePolicy refuses', () => {
  it.each<[object, RegExp]>([
    [{ batch: 0 }, /batch is 0; it must be an integer of at least 1/],
    [{ batch: 2.5 }, /batch is 2\.5/],
    [{ bach: 2 }, /no option of loadBasePolicy 'bach'; .*Did you mean 'batch'\?/],
  ])('%j', async (options, message) => {
    await expect(loadBasePolicy('gantry-peg', options)).rejects.toThrow(message);
  });
});
