/**
 * A trace as a whole program. Its arguments are the resident values, each by itself, then one vector with all inputs of a
 * number type; its results are the next resident values, then one vector with all outputs of a number type: what crosses
 * to a device costs microseconds a piece.
 */

import { sizeOf } from '../../../../arrays/index.js';
import type { Value } from '../../../trace/graph.js';
import type { Trace } from '../../../trace/trace.js';
import { concatenate, slice } from './moves.js';
import { translate } from './translate.js';
import { type ElementType, elementType, typeOf, type Written } from './types.js';
import { createWriter, reshape, type Writer } from './writer.js';

/** Values of one number type that cross end to end in one vector. */
export interface Pack {
  readonly dtype: ElementType;
  readonly ports: readonly (readonly [name: string, shape: readonly number[]])[];
  /** Elements in all. */
  readonly length: number;
}

/** A program, and what its arguments and results are. */
export interface StablehloModule {
  readonly text: string;
  /** Shapes of the resident values, by name, in the order of arguments and results. */
  readonly resident: ReadonlyMap<string, readonly number[]>;
  readonly inputs: readonly Pack[];
  readonly outputs: readonly Pack[];
}

/** Divides values by their number types. */
function packsOf(values: readonly (readonly [string, Value])[]): Pack[] {
  return (['float32', 'int32'] as const).flatMap((dtype) => {
    const ports = values.filter(([, value]) => elementType(value.dtype) === dtype && sizeOf(value.shape) > 0);
    const length = ports.reduce((total, [, { shape }]) => total + sizeOf(shape), 0);
    return length > 0 ? [{ dtype, length, ports: ports.map(([name, { shape }]) => [name, shape] as const) }] : [];
  });
}

/** The values in a vector. */
function unpack(w: Writer, vector: Written, { ports }: Pack): (readonly [string, Written])[] {
  let begin = 0;
  return ports.map(([name, shape]) => {
    const end = begin + sizeOf(shape);
    const part = reshape(w, slice(w, vector, [begin], [end]), shape);
    begin = end;
    return [name, part] as const;
  });
}

/** The inverse. */
const pack = (w: Writer, { ports }: Pack, find: (name: string) => Written): Written =>
  concatenate(
    w,
    ports.map(([name, shape]) => reshape(w, find(name), [sizeOf(shape)])),
    0,
  );

/** Values without elements do not cross. */
const emptyOnes = (w: Writer, values: readonly (readonly [string, Value])[]) =>
  values
    .filter(([, { shape }]) => sizeOf(shape) === 0)
    .map(([name, { shape, dtype }]) => [name, w.splat(0, shape, elementType(dtype))] as const);

function textOf(args: readonly Written[], lines: readonly string[], results: readonly Written[]): string {
  const types = results.map(typeOf).join(', ');
  const parameters = args.map((value) => `${value.name}: ${typeOf(value)}`).join(', ');
  const names = results.map(({ name }) => name).join(', ');
  const body = [...lines, results.length > 0 ? `return ${names} : ${types}` : 'return'];
  return `module @dawnlab {\nfunc.func public @main(${parameters}) -> (${types}) {\n${body.join('\n')}\n}\n}\n`;
}

/**
 * Writes a program.
 *
 * @param trace inputs and outputs of the function
 * @param resident names that are both inputs and outputs, and stay on the device
 * @returns the program
 * @throws UntraceableError naming an operator that has no StableHLO form here
 */
export function writeModule({ inputs, outputs }: Trace, resident: ReadonlySet<string> = new Set()): StablehloModule {
  const w = createWriter();
  const crossing = (values: Trace['inputs']) => [...values].filter(([name]) => !resident.has(name));
  const [given, returned] = [packsOf(crossing(inputs)), packsOf(crossing(outputs))];
  const held = [...resident].map((name, i): readonly [string, Written] => {
    const { shape, dtype } = inputs.get(name) as Value;
    return [name, { name: `%state${i}`, shape, dtype: elementType(dtype) }];
  });
  const vectors = given.map(({ dtype, length }): Written => ({ name: `%${dtype}`, shape: [length], dtype }));
  const parts = given.flatMap((one, i) => unpack(w, vectors[i], one));
  const known = new Map([...held, ...parts, ...emptyOnes(w, crossing(inputs))]);
  const refer = translate(w, outputs.values(), known);
  const find = (name: string) => refer(outputs.get(name) as Value);
  const results = [...[...resident].map(find), ...returned.map((one) => pack(w, one, find))];
  return {
    text: textOf([...held.map(([, value]) => value), ...vectors], w.lines, results),
    resident: new Map(held.map(([name, { shape }]) => [name, shape])),
    inputs: given,
    outputs: returned,
  };
}
