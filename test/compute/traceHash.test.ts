/** The hash of a traced function: what changes it, and what must not. */

import { describe, expect, it } from 'vitest';
import { full, type NdArray, zeros } from '../../src/arrays/index.js';
import { type Tensors, tf, traceHash } from '../../src/compute/index.js';
import { regression, regressionStep } from './regression.js';

type Inputs = { readonly x: NdArray; readonly w: NdArray };

const INPUTS: Inputs = { x: zeros([4, 3]), w: zeros([3, 2]) };

/** A loss with a captured number and its gradient. */
function huber(delta: number) {
  return ({ x, w }: Tensors<Inputs>) => {
    const loss = (weights: tf.Tensor) => {
      const error = tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D);
      const inner = tf.minimum(tf.abs(error), delta);
      return tf.mean(tf.add(tf.mul(0.5, tf.square(inner)), tf.mul(delta, tf.sub(tf.abs(error), inner)))) as tf.Scalar;
    };
    return { loss: loss(w), gradient: tf.grad(loss)(w) };
  };
}

describe('the hash changes with', () => {
  const reference = traceHash(huber(1), INPUTS);

  it('a captured number', () => {
    expect(reference).toMatch(/^[0-9a-f]{64}$/);
    expect(traceHash(huber(1), INPUTS)).toBe(reference);
    expect(traceHash(huber(1.5), INPUTS)).not.toBe(reference);
    expect(traceHash(huber(Math.fround(1 + 2 ** -23)), INPUTS)).not.toBe(reference);
  });

  it('an element of a captured tensor, and the sign of a zero', () => {
    const shifted = (...by: number[]) => traceHash(({ x }) => ({ y: tf.add(x, tf.tensor1d(by)) }), INPUTS);
    expect(shifted(1, 2, 3)).toBe(shifted(1, 2, 3));
    expect(shifted(1, 2, 3)).not.toBe(shifted(1, 2, 4));
    const divided = (by: number) => traceHash(({ x }) => ({ y: tf.div(x, by) }), INPUTS);
    expect(divided(0)).not.toBe(divided(-0));
  });

  it('an operator, an attribute, an order of operands, a shape, a type, a name of an input or an output', () => {
    const { x } = INPUTS;
    const hashes = [
      traceHash(({ x, w }) => ({ y: tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D) }), INPUTS),
      traceHash(({ x }) => ({ y: tf.exp(x) }), { x }),
      traceHash(({ x }) => ({ y: tf.tanh(x) }), { x }),
      traceHash(({ x }) => ({ z: tf.tanh(x) }), { x }),
      traceHash(({ v }) => ({ y: tf.tanh(v) }), { v: x }),
      traceHash(({ x }) => ({ y: tf.tanh(x) }), { x: zeros([4, 2]) }),
      traceHash(({ x }) => ({ y: tf.neg(x) }), { x }),
      traceHash(({ x }) => ({ y: tf.neg(x) }), { x: { shape: [4, 3], data: new Int32Array(12) } }),
      traceHash(({ x }) => ({ y: tf.leakyRelu(x, 0.1) }), { x }),
      traceHash(({ x }) => ({ y: tf.leakyRelu(x, 0.2) }), { x }),
      traceHash(({ x }) => ({ y: tf.sub(x, tf.exp(x)) }), { x }),
      traceHash(({ x }) => ({ y: tf.sub(tf.exp(x), x) }), { x }),
      traceHash(({ x }) => ({ a: tf.exp(x), b: tf.neg(x) }), { x }),
      traceHash(({ x }) => ({ b: tf.exp(x), a: tf.neg(x) }), { x }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('the number of seeds in one program', () => {
    const step = ({ x }: { readonly x: tf.Tensor }) => ({ y: tf.exp(x) });
    const of = (seeds: number) => traceHash(step, { x: zeros([seeds, 3]) }, { batched: seeds });
    expect(of(2)).not.toBe(of(3));
    expect(of(2)).toBe(of(2));
  });
});

describe('the hash does not change with', () => {
  it('what nothing needs, the order of statements and of outputs, the numbers of the inputs', () => {
    const plain = ({ x, w }: Tensors<Inputs>) => ({
      a: tf.exp(x),
      b: tf.matMul(tf.tanh(x) as tf.Tensor2D, w as tf.Tensor2D),
    });
    const moved = ({ x, w }: Tensors<Inputs>) => {
      tf.sum(tf.square(x));
      const product = tf.matMul(tf.tanh(x) as tf.Tensor2D, w as tf.Tensor2D);
      const exponential = tf.exp(x);
      return { b: product, a: exponential };
    };
    expect(traceHash(moved, { w: full([3, 2], 7), x: full([4, 3], 5) })).toBe(traceHash(plain, INPUTS));
  });

  it('an equal computation that is written out twice, or an input that is not used', () => {
    const once = ({ x }: { readonly x: tf.Tensor }) => {
      const y = tf.exp(x);
      return { y: tf.mul(y, y) };
    };
    const twice = ({ x }: { readonly x: tf.Tensor }) => ({ y: tf.mul(tf.exp(x), tf.exp(x)) });
    expect(traceHash(twice, INPUTS)).toBe(traceHash(once, { x: INPUTS.x }));
  });
});

it('hashes a whole training step, and leaves the backend and no tensor behind', async () => {
  await tf.setBackend('cpu');
  const { state, inputs } = regression();
  const before = tf.memory().numTensors;
  const hash = () => traceHash(({ state: s, inputs: i }) => regressionStep(s, i) as never, { state, inputs });
  expect(hash()).toBe(hash());
  expect(tf.memory().numTensors).toBe(before);
  expect(tf.getBackend()).toBe('cpu');
});

it('refuses what has no graph', () => {
  expect(() => traceHash(({ x }) => ({ y: tf.topk(x, 1).values }), INPUTS)).toThrow(/TopK has no compiled form/);
});
