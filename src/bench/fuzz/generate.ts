/** Random programs by their seeds. Each line is tried eagerly as it is drawn, so every program is one that tfjs runs. */

import { runEagerly, tf } from '../../compute/index.js';
import { type RandomStream, randomStream } from '../../random/index.js';
import { type Draw, drawArray, smallerShape, type Variable } from './draw.js';
import { ELEMENTWISE, type Operation, REDUCTIONS } from './operations.js';
import { type FuzzInput, type FuzzLine, type FuzzProgram, functionOf, namesIn } from './program.js';
import { MOVING, PRODUCTS } from './shapeOperations.js';

const LARGEST = 600;
/** Ops through which tfjs differentiates nothing, or what it gives is not the derivative. */
const NO_GRADIENT =
  /^(?:arg|all|any|is|logical|logSigmoid|oneHot|topk|unstack|prod|floorDiv|step|atan2|round|sign$|mod)/;

interface Drawn {
  readonly tensors: Map<string, tf.Tensor>;
  readonly lines: FuzzLine[];
}

function drawing(stream: RandomStream, tensors: ReadonlyMap<string, tf.Tensor>): Draw {
  const from = <T>(list: readonly T[]) => list[stream.integer(list.length)];
  return {
    below: (bound) => stream.integer(bound),
    from,
    chance: (probability) => stream.uniform() < probability,
    tensor: (wanted = () => true) => {
      const all = [...tensors].map(([name, { shape, dtype }]): Variable => ({ name, shape, dtype }));
      const fitting = all.filter(wanted);
      // The newest ones more often, so that programs are deep.
      const pool = fitting.length > 0 ? fitting : all;
      return stream.uniform() < 0.5 ? from(pool.slice(-3)) : from(pool);
    },
  };
}

/** A shape of up to four axes, seldom with an axis of no length. */
function drawShape(draw: Draw): number[] {
  return Array.from({ length: draw.from([0, 1, 1, 2, 2, 2, 3, 3, 4]) }, () =>
    draw.chance(0.02) ? 0 : 1 + draw.below(4),
  );
}

function drawInputs(stream: RandomStream, draw: Draw, differentiable: boolean): FuzzInput[] {
  const shape = drawShape(draw);
  const special = draw.chance(0.25) && !differentiable;
  return Array.from({ length: 1 + draw.below(3) }, (_, i) => {
    const kind = i > 0 && draw.chance(0.35) ? 'int32' : special ? 'special' : 'float32';
    const name = `x${i}`;
    return { name, ...drawArray(stream, i === 0 ? shape : smallerShape(draw, shape), kind) };
  });
}

/** Runs one line; undefined where tfjs refuses it or it grows too large. */
function evaluate(code: string, tensors: ReadonlyMap<string, tf.Tensor>): tf.Tensor | undefined {
  try {
    const result = new Function('tf', ...tensors.keys(), `return ${code};`)(tf, ...tensors.values());
    return result instanceof tf.Tensor && result.size <= LARGEST && result.rank <= 5 ? result : undefined;
  } catch {
    return undefined;
  }
}

function addLine({ tensors, lines }: Drawn, { call, rounds }: Operation, draw: Draw): void {
  const code = call(draw);
  const result = evaluate(code, tensors);
  if (!result) return;
  const name = `v${lines.length}`;
  tensors.set(name, result);
  lines.push({ name, code, rounds });
}

/** What nothing uses, and some of the rest. */
function drawOutputs(lines: readonly FuzzLine[], draw: Draw): string[] {
  const used = new Set(lines.flatMap(({ code }) => namesIn(code)));
  return lines.filter(({ name }) => !used.has(name) || draw.chance(0.15)).map(({ name }) => name);
}

/** Whether a program's gradients are something that tfjs can compute. */
async function isDifferentiable(program: FuzzProgram): Promise<boolean> {
  const inputs = Object.fromEntries(program.inputs.map((input) => [input.name, input]));
  return runEagerly(functionOf(program), inputs).then(
    () => true,
    () => false,
  );
}

/**
 * The program of a seed. tfjs's current backend must be `cpu`.
 *
 * @param seed a whole number from 0
 * @returns the program, with at least one line
 */
export async function generate(seed: number): Promise<FuzzProgram> {
  const stream = randomStream(seed, 'fuzz');
  const tensors = new Map<string, tf.Tensor>();
  const draw = drawing(stream, tensors);
  const differentiable = draw.chance(0.4);
  const inputs = drawInputs(stream, draw, differentiable);
  const operations = [ELEMENTWISE, ELEMENTWISE, REDUCTIONS, MOVING, MOVING, PRODUCTS].map((table) =>
    differentiable ? table.filter(({ name }) => !NO_GRADIENT.test(name)) : table,
  );
  const lines: FuzzLine[] = [];
  const wanted = 2 + draw.below(9);
  tf.engine().startScope();
  for (const { name, shape, data } of inputs) tensors.set(name, tf.tensor(data, [...shape]));
  while (lines.length < wanted) addLine({ tensors, lines }, draw.from(draw.from(operations)), draw);
  tf.engine().endScope();
  const batched = draw.chance(0.25) ? 2 + draw.below(2) : undefined;
  const program = { seed, inputs, lines, outputs: drawOutputs(lines, draw), gradients: false };
  const gradients = differentiable && (await isDifferentiable({ ...program, gradients: true }));
  return { ...program, gradients, ...(batched === undefined ? {} : { batched }) };
}
