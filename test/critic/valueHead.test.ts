import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import type { ArrayTree } from '../../src/arrays/index.js';
import { compile, runEagerly, type TensorTree, tf } from '../../src/compute/index.js';
import {
  categoricalHead,
  ensembleOutputs,
  gaussianHistogramHead,
  mlpCritic,
  quantileHead,
  scalarHead,
  twinCritics,
  type ValueHead,
} from '../../src/critic/index.js';
import { noNormalization } from '../../src/normalization/index.js';
import { randomStream } from '../../src/random/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { train } from '../../src/training/index.js';
import { column, matrix, numbers } from '../tensors.js';

const close = (got: readonly number[], wanted: readonly number[], digits = 5) => {
  expect(got).toHaveLength(wanted.length);
  for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, digits);
};
const rows = (count: number, width: number, scale = 1) => ({
  shape: [count, width],
  data: randomStream(9, 'test')
    .fillNormal(new Float32Array(count * width))
    .map((x) => scale * x),
});
const support = { low: -10, high: 2, count: 13 };
const heads = [scalarHead(), categoricalHead(support), gaussianHistogramHead(support), quantileHead(8)];

/** softmax of a row, by hand. */
function softmax(row: readonly number[]): number[] {
  const powers = row.map((x) => Math.exp(x - Math.max(...row)));
  const total = powers.reduce((sum, x) => sum + x, 0);
  return powers.map((x) => x / total);
}
const rowsOf = ({ shape, data }: ReturnType<typeof rows>) =>
  Array.from({ length: shape[0] }, (_, i) => [...data.subarray(i * shape[1], (i + 1) * shape[1])]);

describe('categoricalHead', () => {
  const head = categoricalHead({ low: 0, high: 2, count: 3 });

  it('gives each moved atom to its neighbours, by hand', async () => {
    const uniform = matrix([[0, 0, 0]]);
    const half = (v: tf.Tensor) => tf.add(tf.mul(v, 0.5), 0.25);
    close(await numbers(({ o }) => head.target(o, half), { o: uniform }), [1 / 3, 1.75 / 3, 0.25 / 3]);
    close(await numbers(({ o }) => head.target(o, (v) => tf.add(v, 5)), { o: uniform }), [0, 0, 1]);
    close(await numbers(({ o }) => head.value(o), { o: uniform }), [1]);
    close(await numbers(({ o, p }) => head.loss(o, p), { o: uniform, p: matrix([[0.2, 0.3, 0.5]]) }), [Math.log(3)]);
  });

  it("is C51's algorithm, atom by atom", async () => {
    const wide = categoricalHead(support);
    const outputs = rows(6, support.count, 2);
    const [reward, discount] = [column(-1, -1, 0, -1, 2, -9), column(0.97, 0.9, 0, 0.97, 0.97, 0.5)];
    const got = await numbers(({ o, r, d }) => wide.target(o, (v) => tf.add(r, tf.mul(d, v))), {
      o: outputs,
      r: reward,
      d: discount,
    });
    const wanted = rowsOf(outputs).flatMap((row, i) => {
      const projected = new Array<number>(support.count).fill(0);
      for (const [j, p] of softmax(row).entries()) {
        const moved = reward.data[i] + discount.data[i] * (support.low + j);
        const place = Math.min(support.high, Math.max(support.low, moved)) - support.low;
        const [below, above] = [Math.floor(place), Math.ceil(place)];
        projected[below] += below === above ? p : p * (above - place);
        if (above > below) projected[above] += p * (place - below);
      }
      return projected;
    });
    close(got, wanted, 5);
  });
});

describe('gaussianHistogramHead', () => {
  const head = gaussianHistogramHead(support);
  const target = (y: number) =>
    numbers(({ o }) => head.target(o, (v) => tf.add(tf.mul(v, 0), y)), { o: rows(1, support.count) });

  it('spreads the scalar target over bins, with its mean where there is room', async () => {
    const width = 12 / 13;
    for (const y of [-5.1, -4, -7.77]) {
      const shares = await target(y);
      expect(shares.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(shares.reduce((sum, p, i) => sum + p * (-10 + (i + 0.5) * width), 0)).toBeCloseTo(y, 2);
    }
    expect(await target(100)).toEqual(await target(2));
  });

  it('gives bins the mass of a Gaussian, by hand', async () => {
    // σ = 1 bin of width 1, y in the middle of the second of three bins: Φ(±0.5), Φ(±1.5).
    const three = gaussianHistogramHead({ low: 0, high: 3, count: 3 }, 1);
    const shares = await numbers(({ o }) => three.target(o, (v) => tf.add(tf.mul(v, 0), 1.5)), {
      o: matrix([[0, 0, 0]]),
    });
    const [inner, outer] = [0.3829249, (0.8663856 - 0.3829249) / 2];
    close(shares, [outer / 0.8663856, inner / 0.8663856, outer / 0.8663856], 5);
  });
});

describe('quantileHead', () => {
  it('weighs errors by level, by hand', async () => {
    const loss = numbers(({ o, y }) => quantileHead(2).loss(o, y), { o: matrix([[0, 2]]), y: matrix([[1, 1]]) });
    close(await loss, [0.25]);
  });

  it('is the quantile Huber loss, term by term', async () => {
    const [outputs, targets] = [rows(5, 4, 2), rows(5, 4, 1)];
    const got = await numbers(({ o, y }) => quantileHead(4).loss(o, y), { o: outputs, y: targets });
    let sum = 0;
    for (const [b, q] of rowsOf(outputs).entries())
      for (const [i, prediction] of q.entries())
        for (const y of rowsOf(targets)[b]) {
          const error = y - prediction;
          const huber = Math.abs(error) <= 1 ? 0.5 * error ** 2 : Math.abs(error) - 0.5;
          sum += (Math.abs((i + 0.5) / 4 - (error < 0 ? 1 : 0)) * huber) / 4;
        }
    close(got, [sum / 5], 5);
  });
});

describe.each(heads)('$name', (head: ValueHead) => {
  const network = mlpCritic({ width: 8, depth: 1, normalizer: noNormalization });
  const params = {
    q1: network.init(randomStream(1, 'init'), 3, head.outputs),
    q2: network.init(randomStream(2, 'init'), 3, head.outputs),
  };

  it('takes the outputs of the critic with the lower value, row by row', async () => {
    const x = rows(16, 3);
    const q = (outputs: (p: { q1: TensorTree; q2: TensorTree }, x: tf.Tensor) => tf.Tensor) =>
      numbers(
        ((given: { p: { q1: TensorTree; q2: TensorTree }; x: tf.Tensor }) =>
          head.value(outputs(given.p, given.x))) as never,
        { p: params, x } as ArrayTree,
      );
    const [first, second] = [await q((p, i) => network.apply(p.q1, i)), await q((p, i) => network.apply(p.q2, i))];
    const lower = await q((p, i) => twinCritics.backedUp(ensembleOutputs(network, p, i), head));
    close(
      lower,
      first.map((value, i) => Math.min(value, second[i])),
    );
    expect(new Set(first.map((value, i) => value < second[i])).size).toBe(2);
  });

  it('gives the same loss compiled as eagerly', async () => {
    const inputs = { o: rows(8, head.outputs), t: rows(8, head.outputs, 3), r: rows(8, 1) };
    const loss = ({ o, t, r }: Record<string, tf.Tensor>) => ({
      y: head.loss(
        o,
        head.target(t, (v) => tf.add(r, tf.mul(v, 0.9))),
      ),
    });
    const program = await compile(loss as never, inputs);
    expect(program.engine).toBe('onnx');
    const [compiled, eager] = [await program.run(inputs), await runEagerly(loss as never, inputs)];
    await program.dispose();
    const [a, b] = [compiled, eager].map(({ y }) => (y as ReturnType<typeof rows>).data[0]);
    expect(a / b).toBeCloseTo(1, 5);
  });
});

it.each(heads.slice(1))('an agent trains with $name', async (valueHead) => {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const dawn = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 16 });
  const agent = { ...dawn, settings: { ...dawn.settings, valueHead } };
  const short = { totalChunks: 32, evaluateEvery: 32, checkpointEvery: 32, evaluationEpisodes: 1, finalEpisodes: 1 };
  const result = await train({
    task: 'gantry-peg',
    agent,
    schedule: { ...schedule, ...short, batchSize: 16 },
    seed: 1,
  });
  expect([result.status, result.curve.at(-1)?.updates]).toEqual(['completed', 16]);
});

it('heads say what is wrong with their range', () => {
  expect(() => categoricalHead({ low: 0, high: 0, count: 51 })).toThrow(/low < high .* got 0, 0 and 51/);
  expect(() => gaussianHistogramHead({ low: 0, high: 1, count: 1 })).toThrow(/got 0, 1 and 1/);
  expect(() => gaussianHistogramHead(support, 0)).toThrow(/σ must be positive/);
  expect(() => quantileHead(1)).toThrow(/two or more quantiles, got 1/);
});
