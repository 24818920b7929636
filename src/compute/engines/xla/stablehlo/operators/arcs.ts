/**
 * Arc functions of floats. XLA has them by way of atan2, and the 0.11.2 build for the processor computes atan2(x, 1)
 * wrongly where it is vectorised: some elements come out without it.
 */

import type { Written } from '../types.js';
import { binary, compare, same, select, type Writer } from '../writer.js';
import { noForm, type OperatorTable, type StablehloOperator } from './operator.js';

/** Moshier's single-precision arctangent (Cephes): of numbers below tan(π/8), from the highest power of x² on. */
const COEFFICIENTS = [8.05374449538e-2, -1.38776856032e-1, 1.99777106478e-1, -3.33329491539e-1];

/** π/2 − atan(1/x) above tan(3π/8), π/4 + atan((x − 1)/(x + 1)) above tan(π/8), else atan(x). */
function arcTangent(w: Writer, x: Written): Written {
  const filled = (value: number) => w.splat(value, x.shape, x.dtype);
  const [one, size] = [filled(1), same(w, 'abs', x)];
  const isLarge = compare(w, 'GT', size, filled(Math.tan((3 * Math.PI) / 8)));
  const isMiddle = compare(w, 'GT', size, filled(Math.tan(Math.PI / 8)));
  const turned = binary(w, 'divide', filled(-1), size);
  const halfTurned = binary(w, 'divide', binary(w, 'subtract', size, one), binary(w, 'add', size, one));
  const small = select(w, isLarge, turned, select(w, isMiddle, halfTurned, size));
  const offset = select(w, isLarge, filled(Math.PI / 2), select(w, isMiddle, filled(Math.PI / 4), filled(0)));
  const square = binary(w, 'multiply', small, small);
  const series = COEFFICIENTS.slice(1).reduce(
    (sum, coefficient) => binary(w, 'add', binary(w, 'multiply', sum, square), filled(coefficient)),
    filled(COEFFICIENTS[0]),
  );
  const correction = binary(w, 'multiply', binary(w, 'multiply', series, square), small);
  const angle = binary(w, 'add', offset, binary(w, 'add', correction, small));
  return select(w, compare(w, 'LT', x, filled(0)), same(w, 'negate', angle), angle);
}

/** asin x = atan(x / √((1 − x)(1 + x))). */
function arcSine(w: Writer, x: Written): Written {
  const one = w.splat(1, x.shape);
  const product = binary(w, 'multiply', binary(w, 'subtract', one, x), binary(w, 'add', one, x));
  return arcTangent(w, binary(w, 'divide', x, same(w, 'sqrt', product)));
}

/** acos x = 2·atan(√((1 − x)/(1 + x))). */
function arcCosine(w: Writer, x: Written): Written {
  const one = w.splat(1, x.shape);
  const ratio = binary(w, 'divide', binary(w, 'subtract', one, x), binary(w, 'add', one, x));
  return binary(w, 'multiply', w.splat(2, x.shape), arcTangent(w, same(w, 'sqrt', ratio)));
}

const ofFloats =
  (op: string, arc: (w: Writer, x: Written) => Written): StablehloOperator =>
  (w, _node, [x]) => {
    if (x.dtype !== 'float32') throw noForm(`${op} of ${x.dtype}`);
    return arc(w, x);
  };

/** Arc functions. */
export const arcOperators: OperatorTable = {
  Acos: ofFloats('Acos', arcCosine),
  Asin: ofFloats('Asin', arcSine),
  Atan: ofFloats('Atan', arcTangent),
};
