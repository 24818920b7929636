/** Sums, means, extrema, softmax and running sums. */

import { numbersOf } from '../../../trace/graph.js';
import { UntraceableError } from '../../../trace/trace.js';
import { typeAttribute } from '../graphDef.js';
import { indexedBy, type OperatorTable, type TensorflowOperator } from './operator.js';

const reduction =
  (op: string, before?: string): TensorflowOperator =>
  (builder, node, [x]) => {
    const [value, axes] = node.inputs;
    const source = before ? builder.typed(before, [x], value.dtype) : x;
    return builder.add(op, [source, builder.integers(numbersOf(axes))], {
      ...indexedBy(value, 'Tidx'),
      keep_dims: { b: node.attributes.keepdims === 1 },
    });
  };

const extremum =
  (op: string): TensorflowOperator =>
  (builder, node, [x]) =>
    builder.add(op, [x, builder.splat(node.attributes.axis as number, [], 'int32')], {
      ...indexedBy(node.inputs[0], 'Tidx'),
      output_type: typeAttribute('int32'),
    });

const softmax: TensorflowOperator = (builder, node, inputs) => {
  const [{ shape, dtype }] = node.inputs;
  const axis = node.attributes.axis as number;
  if (axis !== -1 && axis !== shape.length - 1)
    throw new UntraceableError('the op Softmax over an axis that is not the last has no TensorFlow form here');
  const result = builder.typed('Softmax', inputs, dtype);
  // TensorFlow's own has zeros beside a NaN and beside an infinity.
  const infinite = builder.typed('Equal', [...inputs, builder.splat(Number.POSITIVE_INFINITY)], dtype);
  const gaps = builder.add('LogicalOr', [builder.typed('IsNan', inputs, dtype), infinite]);
  const hasNaN = builder.add('Any', [gaps, builder.integers([shape.length - 1])], {
    Tidx: typeAttribute('int32'),
    keep_dims: { b: true },
  });
  return builder.typed('SelectV2', [hasNaN, builder.splat(Number.NaN), result], dtype);
};

const runningSum: TensorflowOperator = (builder, node, [x]) => {
  const [value, axis] = node.inputs;
  return builder.add('Cumsum', [x, builder.splat(numbersOf(axis)[0], [], 'int32')], {
    ...indexedBy(value, 'Tidx'),
    exclusive: { b: node.attributes.exclusive === 1 },
    reverse: { b: node.attributes.reverse === 1 },
  });
};

/** Operators that reduce axes. */
export const reductionOperators: OperatorTable = {
  ArgMax: extremum('ArgMax'),
  ArgMin: extremum('ArgMin'),
  CumSum: runningSum,
  ReduceMax: reduction('Max'),
  ReduceMean: reduction('Mean'),
  ReduceMin: reduction('Min'),
  ReduceProd: reduction('Prod'),
  ReduceSum: reduction('Sum'),
  ReduceSumSquare: reduction('Sum', 'Square'),
  Softmax: softmax,
};
