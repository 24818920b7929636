/** The ops of random programs that move elements, and products of matrices. */

import type { Draw, Variable } from './draw.js';
import type { Operation } from './operations.js';
import type { Rounding } from './program.js';

const list = (values: readonly number[]) => `[${values.join(', ')}]`;
const sizeOf = (shape: readonly number[]) => shape.reduce((size, extent) => size * extent, 1);
const isVector = ({ shape }: Variable) => shape.length > 0;
const isMatrix = ({ shape }: Variable) => shape.length >= 2;
const isFlat = ({ shape }: Variable) => shape.length === 1;

const of = (
  name: string,
  call: (x: Variable, draw: Draw) => string,
  wanted = isVector,
  rounds: Rounding = 'nothing',
): Operation => ({
  name,
  rounds,
  call: (draw) => call(draw.tensor(wanted), draw),
});

/** Axes in a random order. */
function permutation(draw: Draw, length: number): number[] {
  const rest = Array.from({ length }, (_, i) => i);
  return Array.from({ length }, () => rest.splice(draw.below(rest.length), 1)[0]);
}

function sliceOf(x: Variable, draw: Draw): string {
  const begin = x.shape.map((extent) => draw.below(extent + 1));
  const size = x.shape.map((extent, i) => (draw.chance(0.2) ? -1 : draw.below(extent - begin[i] + 1)));
  return `tf.slice(${x.name}, ${list(begin)}, ${list(size)})`;
}

/** Begins and ends outside the axis, steps backward, masks: everything that Python has. */
function stridedSliceOf(x: Variable, draw: Draw): string {
  const ends = () => x.shape.map((extent) => draw.below(2 * extent + 3) - extent - 1);
  const steps = x.shape.map(() => draw.from([1, 1, 2, 3, -1, -1, -2]));
  const mask = () => (draw.chance(0.5) ? draw.below(2 ** x.shape.length) : 0);
  const masks = [mask(), mask(), 0, 0, draw.chance(0.15) ? mask() : 0];
  return `tf.stridedSlice(${x.name}, ${list(ends())}, ${list(ends())}, ${list(steps)}, ${masks.join(', ')})`;
}

const axis = (x: Variable, draw: Draw) => draw.below(x.shape.length);

function joined(name: string): Operation {
  return of(name, (x, draw) => {
    const alike = ({ shape }: Variable) => shape.length === x.shape.length;
    const parts = Array.from({ length: 1 + draw.below(3) }, () => draw.tensor(alike).name);
    return `tf.${name}([${[x.name, ...parts].join(', ')}], ${axis(x, draw)})`;
  });
}

function productOf(x: Variable, draw: Draw): string {
  // tfjs gets products wrong that repeat batch axes of both operands.
  const isSafe = ({ shape }: Variable) =>
    shape.length === 2 || shape.slice(0, -2).join() === x.shape.slice(0, -2).join();
  const other = draw.tensor((y) => isMatrix(y) && isSafe(y));
  if (!isSafe(other)) return `tf.matMul(${x.name}, ${x.name}, true)`;
  return `tf.matMul(${x.name}, ${other.name}, ${draw.chance(0.5)}, ${draw.chance(0.5)})`;
}

/** A dense layer with constant weights: a sum may be wider than its product. */
function denseOf(x: Variable, draw: Draw): string {
  const width = 1 + draw.below(3);
  const numbers = (count: number) => list(Array.from({ length: count }, () => (draw.below(9) - 4) / 4));
  const inner = x.shape[x.shape.length - 1];
  const rows = x.shape[x.shape.length - 2];
  const product = `tf.matMul(${x.name}, tf.tensor(${numbers(inner * width)}, [${inner}, ${width}]))`;
  const bias = draw.from([[width], [1, width], [rows, 1], [3], [2, 1, width], []]);
  return `tf.add(${product}, tf.tensor(${numbers(sizeOf(bias))}, ${list(bias)}))`;
}

function gathered(x: Variable, draw: Draw): string {
  const along = axis(x, draw);
  const indices = Array.from({ length: 1 + draw.below(4) }, () => draw.below(x.shape[along]));
  return `tf.gather(${x.name}, tf.tensor1d(${list(indices)}, 'int32'), ${along})`;
}

function split(x: Variable, draw: Draw): string {
  const along = axis(x, draw);
  const first = draw.below(x.shape[along] + 1);
  return `tf.split(${x.name}, ${list([first, x.shape[along] - first])}, ${along})[${draw.below(2)}]`;
}

/** Ops that move elements. */
export const MOVING: readonly Operation[] = [
  of('slice', sliceOf),
  of('slice of a vector', sliceOf, isFlat),
  of('stridedSlice', stridedSliceOf),
  of('stridedSlice of a vector', stridedSliceOf, isFlat),
  of('reverse', (x, draw) => `tf.reverse(${x.name}, ${list([axis(x, draw)])})`),
  joined('concat'),
  joined('stack'),
  of('split', split),
  of('unstack', (x, draw) => {
    const along = axis(x, draw);
    return `tf.unstack(${x.name}, ${along})[${draw.below(x.shape[along])}]`;
  }),
  of('gather', gathered),
  of('gather by computed numbers', (x, draw) => {
    const along = axis(x, draw);
    const { name } = draw.tensor(({ dtype }) => dtype === 'int32');
    const indices = `tf.cast(tf.maximum(tf.minimum(${name}, ${x.shape[along] - 1}), 0), 'int32')`;
    return `tf.gather(${x.name}, ${indices}, ${along})`;
  }),
  of('flatten', (x) => `tf.reshape(${x.name}, [-1])`),
  of(
    'reshape',
    (x, draw) => `tf.reshape(${x.name}, ${list(permutation(draw, x.shape.length).map((i) => x.shape[i]))})`,
  ),
  of('transpose', (x, draw) => `tf.transpose(${x.name}, ${list(permutation(draw, x.shape.length))})`),
  of(
    'expandDims',
    (x, draw) => `tf.expandDims(${x.name}, ${draw.below(x.shape.length + 1)})`,
    () => true,
  ),
  of('squeeze', (x) => `tf.squeeze(${x.name})`),
  of(
    'pad',
    (x, draw) =>
      `tf.pad(${x.name}, [${x.shape.map(() => `[${draw.below(2)}, ${draw.below(3)}]`)}], ${draw.from([0, -1, 2])})`,
  ),
  of('tile', (x, draw) => `tf.tile(${x.name}, ${list(x.shape.map(() => 1 + draw.below(2)))})`),
  of(
    'broadcastTo',
    (x, draw) =>
      `tf.broadcastTo(${x.name}, ${list([...(draw.chance(0.5) ? [2] : []), ...x.shape.map((extent) => (extent === 1 ? 1 + draw.below(3) : extent))])})`,
  ),
  of(
    'oneHot',
    (x, draw) =>
      `tf.oneHot(tf.cast(${x.name}, 'int32'), ${1 + draw.below(4)}, 2, -1, '${draw.from(['float32', 'int32'])}')`,
  ),
  of('topk', (x) => `tf.topk(${x.name}, 1).values`),
];

/** Products of matrices. */
export const PRODUCTS: readonly Operation[] = [
  of('matMul', productOf, isMatrix, 'terms'),
  of('dense', denseOf, isMatrix, 'terms'),
  of('dot', (x, draw) => `tf.dot(${x.name}, ${draw.tensor(isFlat).name})`, isFlat, 'terms'),
  of('outerProduct', (x, draw) => `tf.outerProduct(${x.name}, ${draw.tensor(isFlat).name})`, isFlat, 'terms'),
];
