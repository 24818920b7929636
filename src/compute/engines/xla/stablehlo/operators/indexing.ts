/** Operators that pick elements by number, or add to them. */

import { sizeOf } from '../../../../../arrays/index.js';
import { tensorType, typeOf, type Written } from '../types.js';
import { reshape, type Writer } from '../writer.js';
import { fromFront, noForm, type OperatorTable, type StablehloOperator } from './operator.js';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** The parts of `x` along an axis that the indices name. */
const gather: StablehloOperator = (w, node, [x, indices]) => {
  const [axis] = fromFront([node.attributes.axis as number], x.shape.length);
  const rank = indices.shape.length;
  const [{ shape }] = node.outputs;
  const kept = [...range(0, axis), ...range(axis + rank, shape.length)];
  const numbers = [
    `offset_dims = [${kept.join(', ')}], collapsed_slice_dims = [${axis}]`,
    `start_index_map = [${axis}], index_vector_dim = ${rank}`,
  ];
  const sizes = x.shape.map((length, i) => (i === axis ? 1 : length));
  const list = sizes.length > 0 ? `array<i64: ${sizes.join(', ')}>` : 'array<i64>';
  const attributes = `dimension_numbers = #stablehlo.gather<${numbers.join(', ')}>, slice_sizes = ${list}`;
  const types = `(${typeOf(x)}, ${typeOf(indices)}) -> ${tensorType(shape, x.dtype)}`;
  const operation = `"stablehlo.gather"(${x.name}, ${indices.name}) {${attributes}, indices_are_sorted = false}`;
  return w.put(`${operation} : ${types}`, shape, x.dtype);
};

/** `x` with each row of `updates` added to the row that `rows`, of shape [n, 1], names; rows may come twice. */
function addRows(w: Writer, x: Written, rows: Written, updates: Written): Written {
  const [element] = [tensorType([], x.dtype)];
  const numbers = [
    `update_window_dims = [${range(1, x.shape.length).join(', ')}], inserted_window_dims = [0]`,
    'scatter_dims_to_operand_dims = [0], index_vector_dim = 1',
  ];
  const body = [
    `^bb0(%a: ${element}, %b: ${element}):`,
    `%sum = stablehlo.add %a, %b : ${element}`,
    `stablehlo.return %sum : ${element}`,
  ];
  const attributes = `scatter_dimension_numbers = #stablehlo.scatter<${numbers.join(', ')}>`;
  const flags = 'indices_are_sorted = false, unique_indices = false';
  const types = `(${[x, rows, updates].map(typeOf).join(', ')}) -> ${typeOf(x)}`;
  const operands = [x, rows, updates].map(({ name }) => name).join(', ');
  const operation = `"stablehlo.scatter"(${operands}) ({ ${body.join(' ')} }) {${attributes}, ${flags}}`;
  return w.put(`${operation} : ${types}`, x.shape, x.dtype);
}

/** Rows by number: the gradient of a gather. */
const scatterRows: StablehloOperator = (w, { attributes }, [x, rows, updates]) => {
  if (attributes.reduction !== 'add' || rows.shape.at(-1) !== 1) throw noForm('ScatterND but for adding rows');
  const count = sizeOf(rows.shape);
  const flat = reshape(w, updates, [count, ...updates.shape.slice(rows.shape.length - 1)]);
  return addRows(w, x, reshape(w, rows, [count, 1]), flat);
};

/** Elements of a vector by number: the gradient of a maximum over windows. */
const scatterElements: StablehloOperator = (w, { attributes }, [x, positions, updates]) => {
  if (attributes.reduction !== 'add' || x.shape.length !== 1)
    throw noForm('ScatterElements but for adding to a vector');
  return addRows(w, x, reshape(w, positions, [sizeOf(positions.shape), 1]), updates);
};

/** Index operators. */
export const indexingOperators: OperatorTable = {
  Gather: gather,
  ScatterElements: scatterElements,
  ScatterND: scatterRows,
};
