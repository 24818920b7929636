/** Matrix products and LayerNorm. */

import { transpose } from '../moves.js';
import { tensorType, typeOf, type Written } from '../types.js';
import { binary, broadcast, reshape, same, type Writer } from '../writer.js';
import { noForm, type OperatorTable, type StablehloOperator } from './operator.js';
import { reduce } from './reductions.js';

/** Which axes of two operands are paired. */
interface Pairs {
  /** Axes that both have and the product keeps. */
  readonly batch: readonly (readonly [number, number])[];
  /** Axes that are summed over. */
  readonly inner: readonly (readonly [number, number])[];
}

/** Sums of products in full float32: GPUs would take fewer bits unless told otherwise. Batch axes come first. */
function product(w: Writer, a: Written, b: Written, { batch, inner }: Pairs): Written {
  const side = (pairs: Pairs['batch'], which: 0 | 1) => pairs.map((pair) => pair[which]);
  const rest = (x: Written, which: 0 | 1) => {
    const used = [...side(batch, which), ...side(inner, which)];
    return x.shape.filter((_, axis) => !used.includes(axis));
  };
  const shape = [...batch.map(([axis]) => a.shape[axis]), ...rest(a, 0), ...rest(b, 1)];
  const list = (pairs: Pairs['batch']) => `[${side(pairs, 0).join(', ')}] x [${side(pairs, 1).join(', ')}]`;
  const batching = batch.length > 0 ? `batching_dims = ${list(batch)}, ` : '';
  const contracting = `contracting_dims = ${list(inner)}, precision = [HIGHEST, HIGHEST]`;
  const types = `(${typeOf(a)}, ${typeOf(b)}) -> ${tensorType(shape, a.dtype)}`;
  return w.put(`stablehlo.dot_general ${a.name}, ${b.name}, ${batching}${contracting} : ${types}`, shape, a.dtype);
}

/** a·b over the last two axes, either side transposed; axes before them broadcast. */
const matMul: StablehloOperator = (w, { attributes, outputs: [output] }, [a, b]) => {
  const rank = output.shape.length;
  const lead = output.shape.slice(0, -2);
  const [x, y] = [a, b].map((side) => broadcast(w, side, [...lead, ...side.shape.slice(-2)]));
  const inner = [attributes.transA === 1 ? rank - 2 : rank - 1, attributes.transB === 1 ? rank - 1 : rank - 2] as const;
  return product(w, x, y, { batch: lead.map((_, axis) => [axis, axis]), inner: [inner] });
};

/** A letter of an operand that stands nowhere else is summed away. */
function withoutLonely(w: Writer, x: Written, letters: string, elsewhere: string): [Written, string] {
  const lonely = [...letters].flatMap((letter, axis) => (elsewhere.includes(letter) ? [] : [axis]));
  const kept = [...letters].filter((letter) => elsewhere.includes(letter)).join('');
  return [lonely.length > 0 ? reduce(w, 'add', x, lonely) : x, kept];
}

/** One or two operands, whose axes have letters: those of both are paired, what is not in the result is summed over. */
const einsum: StablehloOperator = (w, { attributes }, operands) => {
  const equation = attributes.equation as string;
  const [terms, result] = equation.split('->');
  const letters = terms.split(',');
  if (letters.length > 2 || letters.some((term) => new Set(term).size < term.length) || equation.includes('.'))
    throw noForm(`Einsum '${equation}'`);
  const [a, l] = withoutLonely(w, operands[0], letters[0], result + (letters[1] ?? ''));
  if (letters.length === 1) return ordered(w, a, l, result);
  const [b, r] = withoutLonely(w, operands[1], letters[1], result + l);
  const shared = [...l].filter((letter) => r.includes(letter));
  const pair = (letter: string) => [l.indexOf(letter), r.indexOf(letter)] as const;
  const batch = shared.filter((letter) => result.includes(letter));
  const inner = shared.filter((letter) => !result.includes(letter));
  const value = product(w, a, b, { batch: batch.map(pair), inner: inner.map(pair) });
  const alone = (own: string, other: string) => [...own].filter((letter) => !other.includes(letter));
  return ordered(w, value, [...batch, ...alone(l, r), ...alone(r, l)].join(''), result);
};

const ordered = (w: Writer, x: Written, letters: string, wanted: string) =>
  transpose(
    w,
    x,
    [...wanted].map((letter) => letters.indexOf(letter)),
  );

/** y = (x − mean) · (variance + ε)^−½ · gain + bias over the last axis; hands out mean and inverse deviation too. */
const layerNormalization: StablehloOperator = (w, { attributes, outputs }, [x, gain, bias]) => {
  const [, { shape }] = outputs;
  const axis = x.shape.length - 1;
  const mean = (value: Written) =>
    binary(w, 'divide', reshape(w, reduce(w, 'add', value, [axis]), shape), w.splat(x.shape[axis], shape));
  const center = mean(x);
  const centred = binary(w, 'subtract', x, center);
  const variance = mean(same(w, 'multiply', centred, centred));
  const inverse = same(w, 'rsqrt', binary(w, 'add', variance, w.splat(attributes.epsilon as number, shape)));
  const scaled = binary(w, 'multiply', binary(w, 'multiply', centred, inverse), gain);
  return [binary(w, 'add', scaled, bias), center, inverse];
};

/** Operators with sums of products. */
export const linearOperators: OperatorTable = {
  Einsum: einsum,
  Gemm: matMul,
  LayerNormalization: layerNormalization,
  MatMul: matMul,
};
