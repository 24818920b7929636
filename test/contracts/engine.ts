/** What every engine owes to who calls `compile` and `compileUpdate`. */

import { expect, it } from 'vitest';
import { copyTree, full, type NdArray } from '../../src/arrays/index.js';
import {
  type CompileOptions,
  compile,
  compileUpdate,
  type Engine,
  stackTrees,
  type TensorTree,
  tf,
  type UpdateFunction,
} from '../../src/compute/index.js';

const floats = (...data: number[]): NdArray => ({ shape: [data.length], data: Float32Array.from(data) });

/** A counter, and a matrix large enough to travel alone. */
const STATE = { small: { count: full([], 0) }, large: full([200, 120], 0) };
const counting: UpdateFunction<typeof STATE, { x: NdArray }, TensorTree> = (state, { x }) => ({
  state: { small: { count: tf.add(state.small.count, 1) }, large: tf.add(state.large, x) },
  outputs: { product: tf.mul(state.small.count, x) },
});

interface Results {
  readonly deep: { readonly y: NdArray };
  readonly same: NdArray;
  readonly fixed: NdArray;
}

/**
 * Whether an engine can be tested here; says so in one line where it cannot.
 *
 * @param engine which
 * @returns true where it is here
 */
export async function isHere(engine: Engine): Promise<boolean> {
  const { available, detail, advice } = await engine.probe();
  if (!available) console.warn(`Tests on the engine ${engine.name} are skipped: ${detail}. ${advice}`);
  return available;
}

/**
 * Declares the tests.
 *
 * @param engine by value
 */
export function engineContract(engine: Engine): void {
  const options = {
    engine,
    onNotice: (message: string) => expect.fail(message),
  } satisfies CompileOptions;

  it('says what it is, and what its bits depend on', () => {
    expect(engine.description).not.toBe('');
    expect(engine.dependsOn()).not.toBe('');
  });

  it('runs a function of nested arrays, as often as it is asked, on inputs as they were', async () => {
    const fn = ({ a, n }: { a: { x: tf.Tensor }; n: tf.Tensor }) => ({
      deep: { y: tf.add(tf.mul(a.x, 2), 1) },
      same: n,
      fixed: tf.tensor1d([7, 8]),
    });
    const inputs = { a: { x: floats(1, 2, 3) }, n: { shape: [2], data: Int32Array.of(-5, 6) } };
    const program = await compile(fn as never, inputs, options);
    expect(program.engine).toBe(engine.name);
    const first = program.run(inputs);
    inputs.a.x.data[0] = 10;
    const results = [await first, await program.run(inputs)] as unknown as Results[];
    expect(results.map(({ deep }) => [...deep.y.data])).toEqual([
      [3, 5, 7],
      [21, 5, 7],
    ]);
    expect(results[1].same).toEqual({ shape: [2], data: Int32Array.of(-5, 6) });
    expect([...results[1].fixed.data]).toEqual([7, 8]);
    await program.dispose();
  });

  it('carries a state from step to step, by copy, and keeps it where a run fails', async () => {
    const update = await compileUpdate(counting, STATE, { x: full([], 2) }, options);
    expect(update.engine).toBe(engine.name);
    for (const x of [1, 2]) await update.run({ x: full([], x) });
    expect((await update.run({ x: full([], 5) })).product.data).toEqual(Float32Array.of(10));
    await expect(update.run({ x: full([2], 0) })).rejects.toThrow(TypeError);
    expect(update.state).toEqual({ small: { count: full([], 3) }, large: full([200, 120], 8) });
    const kept = copyTree(update.state) as typeof STATE;
    await update.run({ x: full([], 1) });
    expect(update.state.large.data[23_999]).toBe(9);
    update.setState(kept);
    await update.run({ x: full([], 1) });
    expect(update.state.small.count.data[0]).toBe(4);
    expect([kept.small.count.data[0], STATE.large.data[0]]).toEqual([3, 0]);
    await update.dispose();
  });

  it('steps several seeds as one program', async () => {
    const states = [0, 10].map((count) => ({ ...STATE, small: { count: full([], count) } }));
    const x = { shape: [2], data: Float32Array.of(1, 3) };
    const update = await compileUpdate(counting, stackTrees(states) as typeof STATE, { x }, { ...options, batched: 2 });
    await update.run({ x });
    const { product } = (await update.run({ x })) as Readonly<Record<string, NdArray>>;
    expect([...product.data]).toEqual([1, 33]);
    expect([...update.state.small.count.data]).toEqual([2, 12]);
    await update.dispose();
  });
}
