/** A random program of tensor ops, as the lines of code that it is: what runs is what is printed. */

import type { NdArray } from '../../arrays/index.js';
import { type TensorTree, tf } from '../../compute/index.js';

/** An input: an array of a shape and a type. */
export interface FuzzInput extends NdArray {
  readonly name: string;
}

/** What may be rounded differently. */
export type Rounding = 'nothing' | 'result' | 'terms';

/** One line: a tensor by a name. */
export interface FuzzLine {
  readonly name: string;
  /** A JavaScript expression of `tf` and of earlier names. */
  readonly code: string;
  /** What engines may round differently: nothing, the result, or each of the terms that are added up. */
  readonly rounds: Rounding;
}

/** A program. Every output is one of its lines; with `gradients`, those of a weighted sum of the float outputs. */
export interface FuzzProgram {
  readonly seed: number;
  readonly inputs: readonly FuzzInput[];
  readonly lines: readonly FuzzLine[];
  readonly outputs: readonly string[];
  readonly gradients: boolean;
  /** Seeds in one program, or undefined. */
  readonly batched?: number;
}

/** What a line's tensor goes through before the next line sees it. */
export type Passing = (tensor: tf.Tensor, line: FuzzLine) => tf.Tensor;

type Body = (library: typeof tf, given: Readonly<Record<string, tf.Tensor>>, pass: Passing) => TensorTree;

/** The names that some code uses. */
export const namesIn = (code: string): string[] => code.match(/\b[xv]\d+\b/g) ?? [];

function bodyOf({ inputs, lines, outputs }: FuzzProgram): Body {
  const text = [
    `const { ${inputs.map(({ name }) => name).join(', ')} } = given;`,
    ...lines.map(({ name, code }, i) => `const ${name} = pass(${code}, lines[${i}]);`),
    `return { ${outputs.join(', ')} };`,
  ].join('\n');
  // Code made by this program from numbers of its own: there is nothing to inject.
  const make = new Function('tf', 'given', 'pass', 'lines', text) as (...all: unknown[]) => TensorTree;
  return (library, given, pass) => make(library, given, pass, lines);
}

/** Weights that make every element's gradient another: 0.5, 0.75, … in turns. */
function weighted(tensor: tf.Tensor): tf.Tensor {
  const weights = Float32Array.from({ length: tensor.size }, (_, i) => 0.5 + (i % 5) / 4);
  return tf.sum(tf.mul(tensor, tf.tensor(weights, tensor.shape)));
}

/**
 * A program as a function of tensors.
 *
 * @param program what it computes
 * @param pass what each line's tensor goes through; nothing by default
 * @returns the function
 */
export function functionOf(
  program: FuzzProgram,
  pass: Passing = (tensor) => tensor,
): (given: TensorTree) => TensorTree {
  const body = bodyOf(program);
  return (given) => {
    const tensors = given as Readonly<Record<string, tf.Tensor>>;
    const outputs = body(tf, tensors, pass);
    if (!program.gradients) return outputs;
    const names = program.inputs.filter(({ data }) => data instanceof Float32Array).map(({ name }) => name);
    const loss = (...xs: tf.Tensor[]) => {
      const moved = { ...tensors, ...Object.fromEntries(names.map((name, i) => [name, xs[i]])) };
      const all = Object.values(body(tf, moved, pass)) as tf.Tensor[];
      for (const other of all) if (other.dtype !== 'float32') tf.clone(other);
      return tf.addN(all.filter(({ dtype }) => dtype === 'float32').map(weighted)) as tf.Scalar;
    };
    const gradients = tf.grads(loss)(names.map((name) => tensors[name]));
    return { ...outputs, gradients: Object.fromEntries(gradients.map((g, i) => [names[i], g])) };
  };
}

const literal = (value: number) => (Object.is(value, -0) ? '-0' : String(value));

/**
 * A program as code that a reader can paste and run.
 *
 * @param program the program
 * @returns JavaScript text
 */
export function sourceOf(program: FuzzProgram): string {
  const { inputs, lines, outputs, gradients, batched, seed } = program;
  const arrays = inputs.map(
    ({ name, shape, data }) =>
      `  ${name}: { shape: [${shape}], data: ${data.constructor.name}.of(${Array.from(data, literal).join(', ')}) },`,
  );
  return [
    `// seed ${seed}${gradients ? ', with the gradients of a weighted sum of the float outputs' : ''}${batched ? `, batched: ${batched}` : ''}`,
    'const inputs = {',
    ...arrays,
    '};',
    `const fn = ({ ${inputs.map(({ name }) => name).join(', ')} }) => {`,
    ...lines.map(({ name, code }) => `  const ${name} = ${code};`),
    `  return { ${outputs.join(', ')} };`,
    '};',
  ].join('\n');
}
