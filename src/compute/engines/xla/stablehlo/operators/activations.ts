/** Activation functions, as TensorFlow.js defines them. */

import type { Written } from '../types.js';
import { binary, compare, same, select, type Writer } from '../writer.js';
import type { OperatorTable, StablehloOperator } from './operator.js';

/** Klambauer et al. 2017, eq. 14. */
const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

const filled = (w: Writer, x: Written, value: number) => w.splat(value, x.shape, x.dtype);

/** `below(x)` where x < 0, else x. */
const belowZero = (w: Writer, x: Written, below: Written) => select(w, compare(w, 'LT', x, filled(w, x, 0)), below, x);

const elu: StablehloOperator = (w, _node, [x]) => belowZero(w, x, same(w, 'exponential_minus_one', x));

const selu: StablehloOperator = (w, _node, [x]) => {
  const below = binary(w, 'multiply', same(w, 'exponential_minus_one', x), filled(w, x, SELU.alpha));
  return binary(w, 'multiply', belowZero(w, x, below), filled(w, x, SELU.scale));
};

const leakyRelu: StablehloOperator = (w, { attributes }, [x]) =>
  belowZero(w, x, binary(w, 'multiply', x, filled(w, x, attributes.alpha as number)));

/** max(0, min(1, αx + β)); a product that overflows is still on the right side of the limits. */
const hardSigmoid: StablehloOperator = (w, { attributes }, [x]) => {
  const { alpha, beta } = attributes as { readonly alpha: number; readonly beta: number };
  const scaled = binary(w, 'multiply', x, filled(w, x, alpha));
  const shifted = beta === 0 ? scaled : binary(w, 'add', scaled, filled(w, x, beta));
  return binary(w, 'minimum', binary(w, 'maximum', shifted, filled(w, x, 0)), filled(w, x, 1));
};

const sigmoid: StablehloOperator = (w, _node, [x]) => {
  const one = filled(w, x, 1);
  return binary(w, 'divide', one, binary(w, 'add', one, same(w, 'exponential', same(w, 'negate', x))));
};

/** max(x, 0) + log(1 + exp(−|x|)), which overflows nowhere. */
const softplus: StablehloOperator = (w, _node, [x]) => {
  const decay = same(w, 'exponential', same(w, 'negate', same(w, 'abs', x)));
  return binary(w, 'add', binary(w, 'maximum', x, filled(w, x, 0)), same(w, 'log_plus_one', decay));
};

/** Activation operators. */
export const activationOperators: OperatorTable = {
  Elu: elu,
  HardSigmoid: hardSigmoid,
  LeakyRelu: leakyRelu,
  Relu: (w, _node, [x]) => binary(w, 'maximum', x, filled(w, x, 0)),
  Selu: selu,
  Sigmoid: sigmoid,
  Softplus: softplus,
};
