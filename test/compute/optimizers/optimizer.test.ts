import { describe, expect, it } from 'vitest';
import { full, type NdArray } from '../../../src/arrays/index.js';
import {
  adam,
  chain,
  clipping,
  compileUpdate,
  type GradientTransform,
  mapTensors,
  type Optimizer,
  sgd,
} from '../../../src/compute/index.js';

/** What steps along some gradients make of parameters that begin at 1. */
async function descended(optimizer: Optimizer, gradients: readonly (readonly number[])[]): Promise<number[]> {
  const size = gradients[0].length;
  const params = { w: full([size], 1) };
  const state = { params, optimizer: optimizer.init(params) };
  const update = await compileUpdate(
    (s, { g }) => {
      const next = optimizer.update({ w: g }, s.optimizer, s.params);
      return { state: { params: next.params, optimizer: next.state }, outputs: {} };
    },
    state,
    { g: full([size], 0) },
  );
  for (const g of gradients) await update.run({ g: { shape: [size], data: Float32Array.from(g) } });
  const { data } = update.state.params.w as NdArray;
  await update.dispose();
  return [...data];
}

describe('optimizers', () => {
  it('sgd: the velocity keeps its share, as PyTorch has it', async () => {
    // v₁ = 1 + 0.1 · 1 = 1.1, w = 1 − 0.5 · 1.1 = 0.45; v₂ = 0.9 · 1.1 − 2 + 0.1 · 0.45 = −0.965, w = 0.45 + 0.4825.
    const [w] = await descended(sgd({ learningRate: 0.5, weightDecay: 0.1 }), [[1], [-2]]);
    expect(w).toBeCloseTo(0.9325, 6);
    expect((await descended(sgd({ learningRate: 0.5, momentum: 0 }), [[1], [-2]]))[0]).toBeCloseTo(1.5, 6);
  });

  it('chain: transforms act in order, before the step', async () => {
    const double: GradientTransform = (gradients) => mapTensors(gradients, (g) => g.mul(2));
    const plain = sgd({ learningRate: 1, momentum: 0 });
    // (3, 4) has the norm 5: clipped to 1 and doubled it is (1.2, 1.6), doubled and clipped (0.6, 0.8).
    const near = (values: number[], wanted: number[]) =>
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i], 5);
      });
    near(await descended(chain(clipping(1), double, plain), [[3, 4]]), [-0.2, -0.6]);
    near(await descended(chain(double, clipping(1), plain), [[3, 4]]), [0.4, 0.2]);
    expect(chain(clipping(1), plain).name).toBe('sgd');
  });

  it('adam: the first step is the learning rate, whatever the gradient', async () => {
    const [small, large] = await descended(adam({ learningRate: 0.1 }), [[1e-3, -50]]);
    expect(small).toBeCloseTo(0.9, 4);
    expect(large).toBeCloseTo(1.1, 4);
  });
});
