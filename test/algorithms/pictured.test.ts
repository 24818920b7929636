import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { pictured } from '../../src/algorithms/pictured/index.js';
import { residualSac } from '../../src/algorithms/residualSac/index.js';
import { type ArrayTree, flattenTree, full, type NdArray, sizeOf } from '../../src/arrays/index.js';
import { compileUpdate, runEagerly, type Tensors, type TensorTree, tf } from '../../src/compute/index.js';
import { cnnEncode, randomShift } from '../../src/networks/index.js';
import { randomStream } from '../../src/random/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { expectClose } from '../contracts/computeKernel.js';

const [BATCH, NUMBERS, CHUNK] = [6, 5, 4];
const picture = [8, 10, 3];
const model = { picture, channels: [4, 4, 3], pad: 2, learningRate: 1e-3, maxGradientNorm: 1e3 };
const dims = { featureDim: NUMBERS + sizeOf(picture), chunkDim: CHUNK, picture };
const { settings } = createAgent('dawn', { ...taskPreset('gantry-peg', 'smoke').knobs, width: 8 });
const seeing = pictured(residualSac, model);
const state = seeing.init(3, dims, settings);

const stream = randomStream(4, 'test');
const normal = (...shape: number[]): NdArray => ({
  shape: [BATCH, ...shape],
  data: stream.fillNormal(new Float32Array(BATCH * sizeOf(shape))),
});
const uniform = (high: number, ...shape: number[]): NdArray => ({
  shape: [BATCH, ...shape],
  data: stream.fillUniform(new Float32Array(BATCH * sizeOf(shape)), 0, high),
});
const bytes = (): NdArray => {
  const { shape, data } = uniform(255, ...picture);
  return { shape, data: data.map(Math.round) };
};
/** Every transition ends: what a target is does not depend on networks. */
const batch = {
  obsTm1: { numbers: normal(NUMBERS), picture: bytes() },
  obsT: { numbers: normal(NUMBERS), picture: bytes() },
  baseTm1: normal(CHUNK),
  baseT: normal(CHUNK),
  residualTm1: uniform(1, CHUNK),
  rewardT: full([BATCH, 1], -1),
  discountT: full([BATCH, 1], 0),
  noiseT: normal(CHUNK),
  noiseTm1: normal(CHUNK),
  shiftTm1: uniform(1, 2),
  shiftT: uniform(1, 2),
};

const update = (s: Tensors<typeof state>, b: Tensors<typeof batch>) => seeing.update(s, b, settings);

/** relu(LayerNorm(W x + b)) of every layer of a critic, then its head; written out anew. */
function critic(params: Readonly<Record<string, Readonly<Record<string, tf.Tensor>>>>, input: tf.Tensor): tf.Tensor {
  let h = input;
  for (const name of ['layer0', 'layer1', 'layer2']) {
    const { w, b, gain, bias } = params[name];
    const z = tf.add(tf.matMul(h as tf.Tensor2D, w as tf.Tensor2D), b);
    const { mean, variance } = tf.moments(z, 1, true);
    h = tf.relu(tf.add(tf.mul(tf.div(tf.sub(z, mean), tf.sqrt(tf.add(variance, 1e-5))), gain), bias));
  }
  return tf.add(tf.matMul(h as tf.Tensor2D, params.head.w as tf.Tensor2D), params.head.b);
}

describe('a learning rule behind a CNN', () => {
  it('moves the encoder down the critics’ loss, and by nothing else', async () => {
    const inputs = { state, batch };
    const both = ({ state: s, batch: b }: Tensors<typeof inputs>) => {
      const { critic: critics } = s.rule as unknown as { critic: Record<string, never> };
      const names = Object.keys(s.encoder);
      const layers = Object.values(s.encoder) as unknown as Record<string, tf.Tensor>[];
      const leaves = layers.flatMap((layer) => Object.values(layer));
      const gradients = tf.grads((...given: tf.Tensor[]) => {
        const left = [...given];
        const params = Object.fromEntries(
          names.map((name, i) => [name, Object.fromEntries(Object.keys(layers[i]).map((key) => [key, left.shift()!]))]),
        );
        const { numbers, picture: shown } = b.obsTm1;
        const seen = cnnEncode(params as TensorTree, randomShift(shown, b.shiftTm1, 2));
        const action = tf.add(b.baseTm1, tf.mul(b.residualTm1, settings.lambda));
        const input = tf.concat([numbers, seen, action], 1);
        const losses = Object.values(critics).map((q) => tf.mean(tf.square(tf.add(critic(q, input), 1))));
        return tf.addN(losses) as tf.Scalar;
      })(leaves);
      const { state: next, outputs } = update(s, b);
      return { wanted: Object.fromEntries(gradients.map((g, i) => [`g${i}`, g])), next, outputs };
    };
    const { wanted, next, outputs } = (await runEagerly(both as never, inputs)) as unknown as {
      wanted: Record<string, NdArray>;
      next: typeof state;
      outputs: Record<string, NdArray>;
    };
    // After its first step Adam's first moment is a tenth of the gradient.
    const moments = flattenTree(next.encoderOptimizer).filter(([path]) => path.startsWith('m.'));
    expect(moments).toHaveLength(Object.keys(wanted).length);
    const norm = Math.hypot(...Object.values(wanted).flatMap(({ data }) => [...data]));
    expect(norm).toBeGreaterThan(1e-4);
    expect(outputs.encoderGradientNorm.data[0]).toBeCloseTo(norm, 4);
    for (const [i, [path, { shape, data }]] of moments.entries())
      expectClose({ shape, data: Float32Array.from(data, (m) => 10 * m) }, wanted[`g${i}`], path);
  });

  it('is the same compiled', async () => {
    const results = await Promise.all(
      (['onnx', 'eager'] as const).map(async (engine) => {
        const compiled = await compileUpdate(update as never, state as ArrayTree, batch as ArrayTree, { engine });
        for (let i = 0; i < 2; i++) await compiled.run(batch as ArrayTree);
        const after = flattenTree(compiled.state);
        await compiled.dispose();
        return after;
      }),
    );
    const wanted = new Map(results[1]);
    for (const [path, leaf] of results[0]) expectClose(leaf, wanted.get(path)!, path);
  });

  it('refuses features that end with another picture', () => {
    expect(() => seeing.init(1, { ...dims, picture: [8, 8, 3] }, settings)).toThrow(
      'sees pictures of [8,10,3]; these features end with one of [8,8,3]',
    );
    expect(() => seeing.init(1, { featureDim: 4, chunkDim: 4 }, settings)).toThrow('end with none');
  });
});
