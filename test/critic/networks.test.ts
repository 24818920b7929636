import { describe, expect, it } from 'vitest';
import { type ArrayTree, flattenTree, type NdArray } from '../../src/arrays/index.js';
import { compile, runEagerly, type TensorTree, tf, valueAndGradients } from '../../src/compute/index.js';
import {
  blockCritic,
  type CriticNetwork,
  ensembleInit,
  ensembleValue,
  mlpCritic,
  scalarHead,
  twinCritics,
} from '../../src/critic/index.js';
import { layerNormalization, noNormalization, normalizers } from '../../src/normalization/index.js';
import { randomStream } from '../../src/random/index.js';
import { matrix, numbersOfTree } from '../tensors.js';

const stream = () => randomStream(3, 'init');
const rows = (count: number, width: number) => ({
  shape: [count, width],
  data: randomStream(4, 'test').fillNormal(new Float32Array(count * width)),
});
const evaluate = (network: CriticNetwork, params: ArrayTree, x: NdArray) =>
  numbersOfTree(({ params: p, x: input }) => network.apply(p as TensorTree, input as never), { params, x });

const networks = normalizers.flatMap((normalizer) => [
  mlpCritic({ width: 16, depth: 3, normalizer }),
  blockCritic({ width: 8, blocks: 2, normalizer }),
]);

describe.each(networks)('$name', (network) => {
  it('starts near zero, the same under the same stream', async () => {
    const params = network.init(stream(), 5);
    expect(network.init(stream(), 5)).toEqual(params);
    const q = await evaluate(network, params, rows(32, 5));
    expect(q).toHaveLength(32);
    expect(Math.max(...q.map(Math.abs))).toBeLessThan(0.1);
    expect(new Set(q).size).toBe(32);
  });

  it.skipIf(network.name.endsWith('batchNorm'))('values each row by itself', async () => {
    const params = network.init(stream(), 5);
    const batch = rows(4, 5);
    const together = await evaluate(network, params, batch);
    const alone = await evaluate(network, params, { shape: [1, 5], data: batch.data.slice(10, 15) });
    expect(alone[0]).toBeCloseTo(together[2], 6);
  });

  it('trains compiled: every parameter that it uses has the gradient that it has eagerly', async () => {
    const params = network.init(stream(), 5);
    const inputs = { params, x: rows(8, 5) };
    const step = ({ params: p, x }: { params: TensorTree; x: tf.Tensor }) =>
      valueAndGradients((tree: TensorTree) => ({ loss: tf.mean(tf.square(network.apply(tree, x))), aux: {} }), p)
        .gradients;
    const program = await compile(step as never, inputs);
    expect(program.engine).toBe('onnx');
    const compiled = flattenTree((await program.run(inputs)) as ArrayTree);
    const eager = flattenTree((await runEagerly(step as never, inputs)) as ArrayTree);
    await program.dispose();
    expect(compiled.map(([path]) => path)).toEqual(eager.map(([path]) => path));
    const largest = (data: NdArray['data']) => Math.max(...Array.from(data, Math.abs));
    const overall = Math.max(...eager.map(([, { data }]) => largest(data)));
    for (const [i, [path, { data }]] of compiled.entries()) {
      const wanted = eager[i][1].data;
      // A gradient that cancels to nearly nothing is compared at the scale of the others.
      const scale = Math.max(largest(wanted), 0.01 * overall);
      for (const [j, value] of data.entries()) expect(Math.abs(value - wanted[j]) / scale, path).toBeLessThan(1e-4);
    }
  });
});

it.each([noNormalization, layerNormalization])('layers shows what is on the way, with $name', async (normalizer) => {
  for (const network of [
    mlpCritic({ width: 4, depth: 2, normalizer }),
    blockCritic({ width: 4, blocks: 2, normalizer }),
  ]) {
    const params = network.init(stream(), 3);
    const x = rows(5, 3);
    const shown = (pick: 'before' | 'after' | 'activation', layer: number) =>
      numbersOfTree(({ params: p, x: input }) => network.layers!(p as TensorTree, input as never)[layer][pick], {
        params,
        x,
      });
    const [before, after] = [await shown('before', 0), await shown('after', 0)];
    if (normalizer === noNormalization) expect(after).toEqual(before);
    else expect(after.slice(0, 4).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 5);
    expect(await shown('activation', network.name.startsWith('mlp') ? 1 : 2)).toHaveLength(5 * 4);
  }
});

describe('mlpCritic', () => {
  it('is relu(x w + b) and a linear head', async () => {
    const network = mlpCritic({ width: 2, depth: 1, normalizer: noNormalization });
    const params = {
      layer0: {
        w: matrix([
          [1, -1],
          [2, 1],
        ]),
        b: { shape: [2], data: Float32Array.of(0.5, 0) },
      },
      head: { w: matrix([[3], [10]]), b: { shape: [1], data: Float32Array.of(-1) } },
    };
    // (1, 1): relu(3.5, 0) → 9.5; (−1, 2): relu(3.5, 3) → 39.5.
    const x = matrix([
      [1, 1],
      [-1, 2],
    ]);
    expect(await evaluate(network, params, x)).toEqual([9.5, 39.5]);
  });

  it('has the parameters that its form says', () => {
    const count = (network: CriticNetwork) =>
      flattenTree(network.init(stream(), 5)).reduce((sum, [, { data }]) => sum + data.length, 0);
    const plain = 5 * 16 + 16 + 2 * (16 * 16 + 16) + 16 + 1;
    expect(count(mlpCritic({ width: 16, depth: 3, normalizer: noNormalization }))).toBe(plain);
    expect(count(mlpCritic({ width: 16, depth: 3, normalizer: layerNormalization }))).toBe(plain + 3 * 2 * 16);
  });
});

describe('twins', () => {
  const network = mlpCritic({ width: 16, depth: 2, normalizer: noNormalization });

  it('start independently, and the lower one is believed', async () => {
    const twins = ensembleInit(network, stream(), 5);
    const x = rows(16, 5);
    const [q1, q2] = [await evaluate(network, twins.q1, x), await evaluate(network, twins.q2, x)];
    const least = await numbersOfTree(
      ({ twins: p, x: input }) => ensembleValue(twinCritics, network, p as never, input as never, scalarHead()),
      {
        twins,
        x,
      },
    );
    expect(least).toEqual(q1.map((q, i) => Math.min(q, q2[i])));
    expect(q1.some((q, i) => q < q2[i]) && q1.some((q, i) => q > q2[i])).toBe(true);
  });
});
