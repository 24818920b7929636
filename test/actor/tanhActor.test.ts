import { expect, it } from 'vitest';
import { tanhActorInit, tanhResidual } from '../../src/actor/index.js';
import type { NdArray } from '../../src/arrays/index.js';
import { runEagerly, type Tensors } from '../../src/compute/index.js';
import { randomStream } from '../../src/random/index.js';

it('a deterministic actor starts at exactly zero, and then is tanh of its head', async () => {
  const params = tanhActorInit(randomStream(1, 'init'), 3, 2, { width: 4, depth: 2 });
  const seen = { shape: [2, 3], data: Float32Array.of(1, -2, 3, 0.5, 0, -1) };
  const residuals = async (given: { params: typeof params; seen: NdArray }) => {
    const { u } = await runEagerly((inputs) => {
      const { params: actor, seen: rows } = inputs as Tensors<typeof given>;
      return { u: tanhResidual(actor, rows) };
    }, given);
    return [...(u as NdArray).data];
  };
  expect(await residuals({ params, seen })).toEqual([0, 0, 0, 0]);
  const { mean } = params as Readonly<Record<string, { readonly w: NdArray }>>;
  const moved = { ...params, mean: { w: mean!.w, b: { shape: [2], data: Float32Array.of(0.5, -40) } } };
  const [first, second] = await residuals({ params: moved, seen });
  expect(first).toBeCloseTo(Math.tanh(0.5), 6);
  expect(second).toBe(-1);
});
