import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ArrayTree, flattenTree, type NdArray } from '../../src/arrays/index.js';
import {
  compile,
  ENGINE_NAMES,
  type Tensors,
  type TensorTree,
  type tf,
  valueAndGradients,
} from '../../src/compute/index.js';
import { gumbelNoise } from '../../src/policies/index.js';
import {
  type BinnedBatch,
  binnedLoss,
  transformer,
} from '../../src/policies/kinds/transformer/behaviourTransformer.js';
import { transformerInit } from '../../src/policies/kinds/transformer/causalTransformer.js';
import { kMeans, nearestCentre, spreadCentres } from '../../src/policies/kinds/transformer/kMeans.js';
import { randomStream } from '../../src/random/index.js';
import { missingTensorflow } from '../tensorflow/installed.js';
import { missingXla } from '../xla/installed.js';

type Numbers = number[] | number[][];
interface Leaf {
  readonly value: Numbers;
  readonly gradient: Numbers;
}
interface Golden {
  readonly heads: number;
  readonly offsetWeight: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly centres: number[][];
  readonly condition: number[][];
  readonly chunk: number[][];
  readonly bin: number[][];
  readonly logits: number[][];
  readonly chunks: number[][][];
  readonly loss: number;
  readonly kMeans: { readonly points: number[][]; readonly start: number[][]; readonly centres: number[][] };
}

const golden = JSON.parse(
  readFileSync(new URL('../golden/behaviour_transformer.json', import.meta.url), 'utf8'),
) as Golden;

const array = (numbers: Numbers): NdArray =>
  Array.isArray(numbers[0])
    ? { shape: [numbers.length, numbers[0].length], data: Float32Array.from((numbers as number[][]).flat()) }
    : { shape: [numbers.length], data: Float32Array.from(numbers as number[]) };

const isLeaf = (node: object): node is Leaf => 'gradient' in node;
const treeOf = (node: object, which: keyof Leaf): ArrayTree | NdArray =>
  isLeaf(node)
    ? array(node[which])
    : Object.fromEntries(Object.entries(node).map(([name, child]) => [name, treeOf(child as object, which)] as const));

const params = treeOf(golden.params, 'value') as ArrayTree;
const centres = array(golden.centres);
const condition = array(golden.condition);

function closeTo(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual).toHaveLength(expected.length);
  for (let i = 0; i < expected.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(1e-5);
}

const missing: Partial<Record<string, () => string | undefined>> = { tensorflow: missingTensorflow, xla: missingXla };

describe('the Behaviour Transformer', () => {
  it.for(ENGINE_NAMES)('has the loss and the gradients of PyTorch on %s', async (engine, { skip }) => {
    if (missing[engine]?.()) skip();
    const batch = { condition, chunk: array(golden.chunk), bin: array(golden.bin) };
    const inputs = { params, centres, batch };
    const run = await compile(
      (given) => {
        const { params, centres, batch } = given as unknown as {
          params: Tensors<ArrayTree>;
          centres: tf.Tensor;
          batch: BinnedBatch;
        };
        const { value, gradients } = valueAndGradients(
          (p) => binnedLoss(p as TensorTree, centres, batch, golden),
          params,
        );
        return { loss: value, gradients: gradients as TensorTree };
      },
      inputs,
      { engine },
    );
    expect(run.engine).toBe(engine);
    const { loss, gradients } = await run.run(inputs);
    closeTo(loss.data, [golden.loss]);
    const expected = flattenTree(treeOf(golden.params, 'gradient') as ArrayTree);
    const actual = new Map(flattenTree(gradients as ArrayTree));
    expect(actual.size).toBe([...expected].length);
    for (const [name, { data }] of expected) closeTo((actual.get(name) as NdArray).data, data);
    await run.dispose();
  });

  it('acts as PyTorch: the likeliest bin with no noise, the one that noise lifts with some', async () => {
    const [batch, bins] = [golden.logits.length, golden.centres.length];
    const model = { ...transformer.model, heads: golden.heads, bins };
    const size = { batch, conditionDim: golden.condition[0].length, chunkDim: golden.centres[0].length };
    const network = await transformer.network({ params, buffers: { centres } }, model, size, 1);
    const chosen = (noise: number[][]): number[] =>
      golden.logits.flatMap((row, i) => {
        const sums = row.map((logit, bin) => logit + noise[i][bin]);
        return golden.chunks[i][sums.indexOf(Math.max(...sums))].map((entry) => Math.max(-1, Math.min(1, entry)));
      });
    for (const lifted of [undefined, 0, 1, 2]) {
      const noise = golden.logits.map((row) => row.map((_, bin) => (bin === lifted ? 50 : 0)));
      const { chunk } = await network.run({ condition, noise: array(noise) });
      closeTo(chunk.data, chosen(noise));
    }
    await network.dispose();
  });

  it('refuses heads that do not divide the width', () => {
    const size = { width: 8, layers: 1, heads: 3 };
    expect(() => transformerInit(randomStream(1, 'init'), 4, 2, size)).toThrow(/width 8 has no 3 heads/);
  });
});

describe('gumbelNoise', () => {
  it('makes the largest sum with logits a sample of their category', () => {
    const logits = [0.7, 0.2, 0.1].map(Math.log);
    const stream = randomStream(3, 'test');
    const row = new Float32Array(3);
    const counts = [0, 0, 0];
    for (let i = 0; i < 20_000; i++) {
      gumbelNoise(3).draw(stream, row);
      const sums = logits.map((logit, bin) => logit + row[bin]);
      counts[sums.indexOf(Math.max(...sums))]++;
    }
    // Four standard errors of a share of .7 in 20,000.
    [0.7, 0.2, 0.1].forEach((share, bin) => {
      expect(Math.abs(counts[bin] / 20_000 - share)).toBeLessThan(0.013);
    });
  });
});

describe('kMeans', () => {
  it('finds the centres that scikit-learn finds', () => {
    const { points, start, centres } = golden.kMeans;
    closeTo(kMeans(array(points), array(start)).data, centres.flat());
  });

  it('leaves a centre without points where it is', () => {
    const centres = kMeans(array([[0], [1], [10], [11]]), array([[0], [1], [100]]));
    expect([...centres.data]).toEqual([0.5, 10.5, 100]);
  });

  it('takes the first of two centres that are as near', () => {
    expect(nearestCentre(array([[1], [-1]]), Float32Array.of(0))).toEqual({ row: 0, distance: 1 });
  });
});

describe('spreadCentres', () => {
  it('takes every point once when there are as many centres', () => {
    for (let seed = 0; seed < 5; seed++) {
      const chosen = spreadCentres(array([[0], [1], [1], [5]]), 3, randomStream(seed, 'bins'));
      expect([...chosen.data].sort()).toEqual([0, 1, 5]);
    }
  });

  it('refuses more centres than there are different points', () => {
    const ask = () => spreadCentres(array([[0], [1], [1]]), 3, randomStream(1, 'bins'));
    expect(ask).toThrow('k-means: 3 centres were asked for, of 2 different points.');
  });
});
