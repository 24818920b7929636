/** What would go wrong in silence is refused, by every engine alike, in words that say what to write instead. */

import { beforeAll, describe, expect, it } from 'vitest';
import { full, type NdArray } from '../../src/arrays/index.js';
import { compile, compileUpdate, type TensorTree, tf } from '../../src/compute/index.js';
import { randomStream } from '../../src/random/index.js';

type Fn = (inputs: Readonly<Record<string, tf.Tensor>>) => unknown;

const INPUTS = { x: { shape: [2], data: Float32Array.of(-1, 2) } };
const ENGINES = ['onnx', 'eager'] as const;

/** A tensor as plain JavaScript sees it, which TypeScript would refuse. */
const untyped = (tensor: unknown) => tensor as number;

async function runOn(engine: 'onnx' | 'eager', fn: Fn, inputs: Readonly<Record<string, NdArray>> = INPUTS) {
  const program = await compile(fn as never, inputs, { engine, onNotice: () => {} });
  const outputs = await program.run(inputs);
  await program.dispose();
  return { engine: program.engine, outputs: outputs as Readonly<Record<string, NdArray>> };
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(ENGINES)('%s refuses a tensor', (engine) => {
  const COERCED: readonly (readonly [string, Fn])[] = [
    ['compared', ({ x }) => ({ y: untyped(tf.sum(x)) > 0 ? tf.neg(x) : x })],
    ['in arithmetic', ({ x }) => ({ y: tf.mul(x, 1 - untyped(tf.mean(x))) })],
    ['added to a text', ({ x }) => ({ y: tf.mul(x, `${x}`.length) })],
    ['as a key', ({ x }) => ({ y: ({} as Record<string, tf.Tensor>)[untyped(x)] ?? x })],
    ['turned into a number', ({ x }) => ({ y: tf.mul(x, Number(x)) })],
    [
      'counted up',
      ({ x }) => {
        let n = untyped(x);
        n++;
        return { y: tf.mul(x, n) };
      },
    ],
  ];

  it.each(COERCED)('%s', async (_, fn) => {
    await expect(runOn(engine, fn)).rejects.toThrow(
      /a tensor of shape .*tf\.sub\(1, x\).*tf\.where\(condition, a, b\)/,
    );
  });

  const BRANCHES: readonly (readonly [string, Fn])[] = [
    ['?:', ({ x }) => ({ y: tf.any(tf.greater(x, 0)) ? tf.neg(x) : x })],
    ['&&', ({ x }) => ({ y: tf.cast((tf.greater(x, 0) && tf.less(x, 0)) as tf.Tensor, 'float32') })],
    ['||', ({ x }) => ({ y: tf.cast((tf.less(x, 0) || tf.greater(x, 0)) as tf.Tensor, 'int32'), z: tf.less(x, 0) })],
    ['!', ({ x }) => ({ y: !tf.isNaN(tf.sum(x)) ? x : tf.neg(x) })],
    [
      'if, on a mask that is used elsewhere, too',
      ({ x }) => {
        const mask = tf.greater(x, 0);
        const masked = tf.where(mask, x, 0);
        return tf.all(mask) ? { y: masked } : { y: x };
      },
    ],
  ];

  it.each(BRANCHES.filter(([name]) => name !== '||'))('as a condition of %s', async (_, fn) => {
    await expect(runOn(engine, fn)).rejects.toThrow(/nothing uses a truth value .*tf\.where.*tf\.logicalAnd/);
  });

  it('but not a truth value that is read, or part of a gradient', async () => {
    const fn: Fn = ({ x }) => ({
      y: tf.grad((t) => tf.sum(tf.where(tf.greater(x, 0), tf.square(t), tf.abs(t))))(tf.clone(x)),
      z: tf.clipByValue(tf.relu(x), 0, 1),
    });
    expect((await runOn(engine, fn)).outputs.y.data).toEqual(Float32Array.of(-1, 4));
  });
});

describe('compile refuses', () => {
  it('a tf.Variable, read or assigned, which stays as it was', async () => {
    const scale = tf.variable(tf.scalar(2));
    await expect(runOn('onnx', ({ x }) => ({ y: tf.mul(x, scale) }))).rejects.toThrow(/tf\.Variable .* as an input/);
    await expect(runOn('onnx', ({ x }) => ({ x, scale }))).rejects.toThrow(/tf\.Variable/);
    const assigning: Fn = ({ x }) => {
      scale.assign(tf.scalar(3));
      return { y: x };
    };
    await expect(runOn('onnx', assigning)).rejects.toThrow(/assigns to a tf\.Variable/);
    expect(scale.dataSync()[0]).toBe(2);
    scale.dispose();
  });

  it('a tensor that was disposed of, and one of another traced function', async () => {
    const gone = tf.scalar(1);
    gone.dispose();
    await expect(runOn('onnx', ({ x }) => ({ y: tf.add(x, gone) }))).rejects.toThrow(/disposed/);
    let kept: tf.Tensor = tf.scalar(0);
    await runOn('onnx', ({ x }) => {
      kept = tf.keep(tf.exp(x));
      return { y: kept };
    });
    await expect(runOn('onnx', ({ x }) => ({ y: tf.add(x, kept) }))).rejects.toThrow(/of one traced function/);
  });

  const RESULTS: readonly (readonly [string, Fn, RegExp])[] = [
    ['a tensor', ({ x }) => x, /returned a tensor of shape \[2\]; .*\{ y: tensor \}/],
    ['nothing', () => undefined, /returned undefined/],
    ['a number', ({ x }) => ({ x, n: 3 }), /output 'n' is number 3; .*tf\.scalar\(3\)/],
    ['a Promise', async ({ x }) => ({ x }), /returned a Promise.*without async/],
    ['an empty record', () => ({}), /returned no tensor/],
    ['a text', () => ({ y: tf.tensor(['a']) }), /output 'y' is string/],
    ['a name with a point', ({ x }) => ({ 'a.b': x }), /has a point/],
  ];

  it.each(RESULTS)('a function that returns %s', async (_, fn, message) => {
    for (const engine of ENGINES) await expect(runOn(engine, fn)).rejects.toThrow(message);
  });

  const ARRAYS: readonly (readonly [string, unknown, RegExp])[] = [
    ['numbers of another width', { shape: [1], data: Float64Array.of(1) }, /'x' has as data a Float64Array/],
    ['a list', { shape: [1], data: [1] }, /'x' has as data an Array/],
    ['data alone', Float32Array.of(1), /'x' is a Float32Array; an array is \{ shape, data \}/],
    ['a tensor', 1, /'x' is number 1/],
    ['nothing', undefined, /'x' is undefined/],
    ['another length', { shape: [3], data: Float32Array.of(1) }, /3 elements, and 1 elements of data/],
    ['a broken shape', { shape: [-1], data: Float32Array.of(1) }, /'x' has as shape \[-1\]/],
  ];

  it.each(ARRAYS)('as an input: %s', async (_, x, message) => {
    for (const engine of ENGINES)
      await expect(compile(({ y }: { y: tf.Tensor }) => ({ y }), { x } as never, { engine })).rejects.toThrow(message);
  });

  it('a surplus input, options that there are not, and a run after dispose', async () => {
    const program = await compile(({ x }) => ({ y: tf.neg(x) }), INPUTS);
    await expect(program.run({ ...INPUTS, z: full([], 1) } as never)).rejects.toThrow(/'z' is not among .*: x/);
    await program.dispose();
    await program.dispose();
    await expect(program.run(INPUTS)).rejects.toThrow(/was disposed of/);
    const withOptions = (options: object) => compile(({ x }) => ({ y: tf.neg(x) }), INPUTS, options);
    await expect(withOptions({ engine: 'onx' })).rejects.toThrow(
      /no engine 'onx'; there are onnx, tensorflow, .*eager/,
    );
    await expect(withOptions({ batched: 0 })).rejects.toThrow(/batched must be a whole number from 1, got 0/);
    await expect(withOptions({ threads: 1.5 })).rejects.toThrow(/threads .* got 1\.5/);
    await expect(withOptions({ batched: 3, engine: 'eager' })).rejects.toThrow(/'x' has shape \[2\]; with batched: 3/);
  });

  it('an index outside its axis, in its own words', async () => {
    const inputs = { x: full([3], 1), i: { shape: [1], data: Int32Array.of(0) } };
    const program = await compile(({ x, i }) => ({ y: tf.gather(x, i as tf.Tensor1D) }), inputs);
    for (const outside of [3, -1])
      await expect(program.run({ ...inputs, i: { shape: [1], data: Int32Array.of(outside) } })).rejects.toThrow(
        /^compiled function: an index lies outside the axis/,
      );
    expect((await program.run(inputs)).y.data).toEqual(Float32Array.of(1));
    await program.dispose();
    const fixed: Fn = ({ x }) => ({ y: tf.gather(x, tf.tensor1d([2], 'int32')) });
    await expect(runOn('onnx', fixed)).rejects.toThrow(/gather takes element 2 of an axis that has 2/);
  });
});

describe('what gives another number at each call is refused', () => {
  const stream = randomStream(1, 'outside');
  const HIDDEN: readonly (readonly [string, Fn, RegExp])[] = [
    ['a stream from outside', ({ x }) => ({ y: tf.add(x, stream.normal()) }), /draws random numbers/],
    ['Math.random', ({ x }) => ({ y: tf.add(x, Math.random()) }), /draws random numbers/],
    ['tf.randomUniform', ({ x }) => ({ y: tf.add(x, tf.randomUniform([2])) }), /draws random numbers/],
    ['Date.now', ({ x }) => ({ y: tf.add(x, Date.now() % 7) }), /reads the clock/],
    ['new Date', ({ x }) => ({ y: tf.add(x, new Date().getSeconds()) }), /reads the clock/],
    ['performance.now', ({ x }) => ({ y: tf.add(x, performance.now()) }), /reads the clock/],
  ];

  it.each(HIDDEN)('%s', async (_, fn, reason) => {
    const before = stream.state();
    await expect(compile(fn as never, INPUTS)).rejects.toThrow(reason);
    await expect(compile(fn as never, INPUTS)).rejects.toThrow(/outside.* and pass .* as an input/);
    expect(stream.state()).toEqual(before);
    expect(Math.random()).toBeLessThan(1);
    expect(Date.now()).toBeGreaterThan(0);
  });

  it('a stream of its own gives the same numbers every time, and is compiled', async () => {
    const fn: Fn = ({ x }) => ({ y: tf.add(x, randomStream(3, 'inside').normal()) });
    const [compiled, eager] = [await runOn('onnx', fn), await runOn('eager', fn)];
    expect(compiled.engine).toBe('onnx');
    expect(compiled.outputs.y).toEqual(eager.outputs.y);
  });
});

describe('a training step', () => {
  const STATE = { n: full([], 0) };
  type Step = (state: { n: tf.Tensor }) => unknown;
  const compiled = (step: Step, engine: 'onnx' | 'eager' = 'onnx') =>
    compileUpdate(step as never, STATE, {}, { engine });

  it.each(ENGINES)('%s: three at once are three, and their results are three', async (engine) => {
    const counting: Step = ({ n }) => ({ state: { n: tf.add(n, 1) }, outputs: { n } });
    const update = await compiled(counting, engine);
    const runs = [update.run({}), update.run({}), update.run({})] as Promise<TensorTree & { n: NdArray }>[];
    expect(() => update.setState(STATE)).toThrow(/a step is under way/);
    expect((await Promise.all(runs)).map(({ n }) => n.data[0])).toEqual([0, 1, 2]);
    expect(update.state.n.data[0]).toBe(3);
    await update.dispose();
  });

  it('must return its state as float32, in a record with outputs', async () => {
    await expect(compiled(({ n }) => ({ state: { n: tf.cast(n, 'int32') }, outputs: {} }))).rejects.toThrow(
      /returned 'n' as int32; a state is float32/,
    );
    await expect(compiled(({ n }) => ({ n }))).rejects.toThrow(/a step returns \{ state, outputs \}/);
  });
});

it.each(ENGINES)('%s: two runs at once give two results, of the inputs as they were', async (engine) => {
  const program = await compile(({ x }) => ({ y: tf.mul(x, 2) }), { x: full([2], 1) }, { engine });
  const x = full([2], 1);
  const first = program.run({ x });
  x.data.fill(10);
  const second = program.run({ x });
  x.data.fill(100);
  const [a, b] = await Promise.all([first, second]);
  expect([...a.y.data, ...b.y.data]).toEqual([2, 2, 20, 20]);
  await program.dispose();
});

it('one buffer under two names may have two shapes', async () => {
  const data = Float32Array.of(1, 2, 3, 4);
  const inputs = { a: { shape: [4], data }, b: { shape: [2, 2], data } };
  const program = await compile(({ a, b }) => ({ y: tf.sum(a), z: tf.sum(b, 0) }), inputs);
  const { y, z } = await program.run(inputs);
  expect([...y.data, ...z.data]).toEqual([10, 4, 6]);
  await program.dispose();
});
