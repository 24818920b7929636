import { describe, expect, it } from 'vitest';
import { type ArrayTree, flattenTree, type NdArray, randomStream, type TensorTree } from '../../src/compute/index.js';
import { blockCritic, type CriticNetwork, mlpCritic, twinInit, twinMinimum } from '../../src/critic/index.js';
import { layerNormalization, noNormalization } from '../../src/normalization/index.js';
import { matrix, numbersOfTree } from '../tensors.js';

const stream = () => randomStream(3, 'init');
const rows = (count: number, width: number) => ({
  shape: [count, width],
  data: randomStream(4, 'test').fillNormal(new Float32Array(count * width)),
});
const evaluate = (network: CriticNetwork, params: ArrayTree, x: NdArray) =>
  numbersOfTree(({ params: p, x: input }) => network.apply(p as TensorTree, input as never), { params, x });

const networks = [noNormalization, layerNormalization].flatMap((normalizer) => [
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

  it('values each row by itself', async () => {
    const params = network.init(stream(), 5);
    const batch = rows(4, 5);
    const together = await evaluate(network, params, batch);
    const alone = await evaluate(network, params, { shape: [1, 5], data: batch.data.slice(10, 15) });
    expect(alone[0]).toBeCloseTo(together[2], 6);
  });
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
    const twins = twinInit(network, stream(), 5);
    const x = rows(16, 5);
    const [q1, q2] = [await evaluate(network, twins.q1, x), await evaluate(network, twins.q2, x)];
    const least = await numbersOfTree(({ twins: p, x: input }) => twinMinimum(network, p as never, input as never), {
      twins,
      x,
    });
    expect(least).toEqual(q1.map((q, i) => Math.min(q, q2[i])));
    expect(q1.some((q, i) => q < q2[i]) && q1.some((q, i) => q > q2[i])).toBe(true);
  });
});
