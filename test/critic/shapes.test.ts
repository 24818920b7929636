/** Shapes of losses, values and targets: what would broadcast in silence is refused, with both shapes named. */

import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { full, type NdArray } from '../../src/arrays/index.js';
import { compile, type Tensors, tf, valueAndGradients } from '../../src/compute/index.js';
import { meanSquaredError, ofShape, quantileHead, scalarHead, type Target, valuesOf } from '../../src/critic/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { train } from '../../src/training/index.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const dawn = createAgent('dawn', knobs);
const trainWith = (settings: Partial<typeof dawn.settings>) =>
  train({
    task: 'gantry-peg',
    agent: { ...dawn, name: 'mine', settings: { ...dawn.settings, ...settings } },
    schedule,
    seed: 1,
  });

describe('a loss that is no scalar is refused', () => {
  it('in training, naming its shape', async () => {
    const valueHead = scalarHead((q, y) => tf.square(tf.sub(q, y)));
    await expect(trainWith({ valueHead })).rejects.toThrow(/^the loss must be a scalar, got \[64,1\]/);
  });

  it.each(['onnx', 'eager'] as const)('by valueAndGradients on %s', async (engine) => {
    const fn = ({ w }: Tensors<{ w: NdArray }>) => {
      const { value, gradients } = valueAndGradients((p) => tf.square(p.w), { w });
      return { value, ...gradients };
    };
    const run = async () => (await compile(fn, { w: full([3], 1) }, { engine })).run({ w: full([3], 1) });
    await expect(run()).rejects.toThrow('the loss must be a scalar, got [3]');
  });
});

describe('a target of another shape is refused', () => {
  it('in training', async () => {
    const target: Target = ({ rewardT, discountT, qT }) => tf.sum(tf.add(rewardT, tf.mul(discountT, qT)), 1);
    await expect(trainWith({ target })).rejects.toThrow(/target y has shape \[64\], expected \[64,1\]/);
  });

  it('by losses and heads', () => {
    const [outputs, flat] = [tf.ones([4, 1]), tf.ones([4])];
    const message = 'the target has shape [4], expected [4,1]';
    expect(() => meanSquaredError(outputs, flat)).toThrow(message);
    expect(() => scalarHead((q, y) => tf.mean(tf.abs(tf.sub(q, y)))).loss(outputs, flat)).toThrow(message);
    expect(() => quantileHead(4).loss(tf.ones([2, 4]), tf.ones([4, 4]))).toThrow('[4,4], expected [2,4]');
    const head = { ...scalarHead(), value: (x: tf.Tensor) => tf.squeeze(x) };
    expect(() => valuesOf(head, outputs)).toThrow(/the value of .* has shape \[4\], expected \[4,1\]/);
    expect(ofShape('x', outputs, [4, 1], 'as it is')).toBe(outputs);
  });
});
