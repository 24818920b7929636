/** The graphs that hold a trace: a function without a state op by op, a training step as one function for XLA. */

import type { Value } from '../../trace/graph.js';
import type { Trace } from '../../trace/trace.js';
import { type FunctionDef, functionDef, resourceArg, valueArg } from './functionDef.js';
import { GraphDefBuilder, shapeProto, typeAttribute } from './graphDef.js';
import type { GraphDef } from './savedModel.js';
import { translate } from './translate.js';

/** A variable of the session: its handle, what reads it, and what fills it from outside. */
export interface Variable {
  readonly handle: string;
  readonly read: string;
  readonly fed: string;
  /** Runs after the variable was filled. */
  readonly filled: string;
  readonly value: Value;
}

/** A graph, and where values go in and come out. */
export interface Layout extends GraphDef {
  readonly variables: ReadonlyMap<string, Variable>;
  /** Placeholder by input name. */
  readonly fed: ReadonlyMap<string, string>;
  /** Node to fetch by output name. */
  readonly fetched: ReadonlyMap<string, string>;
  /** To be fetched for what it does: a step that has no output takes place all the same. */
  readonly done: readonly string[];
}

const typesOf = ({ shape, dtype }: Value) => ({ dtype: typeAttribute(dtype), shape: { shape: shapeProto(shape) } });

/** Something to fetch that exists once other nodes have run. */
function marker(builder: GraphDefBuilder, after: readonly string[]): string {
  const tensor = { dtype: 3, tensorShape: shapeProto([]), intVal: [1] };
  const before = after.map((name) => `^${name}`);
  return builder.add('Const', before, { value: { tensor }, dtype: typeAttribute('int32') });
}

function variable(builder: GraphDefBuilder, index: number, value: Value): Variable {
  const types = typesOf(value);
  const name = new TextEncoder().encode(`state${index}`);
  const handle = builder.add('VarHandleOp', [], { ...types, shared_name: { s: name } });
  const read = builder.add('ReadVariableOp', [handle], { dtype: types.dtype });
  const fed = builder.add('Placeholder', [], types);
  const filling = builder.add('AssignVariableOp', [handle, fed], { dtype: types.dtype });
  return { handle, read, fed, filled: marker(builder, [filling]), value };
}

/**
 * A function without a state, op by op: compiling takes XLA seconds, which what only acts never earns back.
 *
 * @param trace inputs and outputs of the function
 * @returns the graph
 * @throws UntraceableError naming an operator that has no TensorFlow form here
 */
export function layOutFunction({ outputs }: Trace): Layout {
  const builder = new GraphDefBuilder();
  const fed = new Map<string, string>();
  const refer = translate(builder, outputs.values(), fed);
  const fetched = [...outputs].map(
    ([name, value]) => [name, builder.typed('Identity', [refer(value)], value.dtype)] as const,
  );
  return { nodes: builder.nodes, functions: [], variables: new Map(), fed, fetched: new Map(fetched), done: [] };
}

/** The step inside: it reads the variables, and assigns their next values once all are computed. */
function stepFunction({ inputs, outputs }: Trace, state: readonly string[]): FunctionDef {
  const builder = new GraphDefBuilder();
  const typed = (name: string) => ({ dtype: typeAttribute((inputs.get(name) as Value).dtype) });
  const handles = new Map(state.map((name, i) => [name, `s${i}`]));
  const given = [...inputs].filter(([name]) => !handles.has(name));
  const args = given.map(([, { dtype }], i) => valueArg(`x${i}`, dtype));
  const known = new Map(state.map((name) => [name, builder.add('ReadVariableOp', [handles.get(name)!], typed(name))]));
  const reads = [...known.values()];
  given.forEach(([name], i) => {
    known.set(name, args[i].name);
  });
  const refer = translate(builder, outputs.values(), known);
  const order = reads.map((read) => `^${read}`);
  const effects = state.map((name) => {
    const next = refer(outputs.get(name) as Value);
    return builder.add('AssignVariableOp', [handles.get(name)!, next, ...order], typed(name));
  });
  const returned = [...outputs].filter(([name]) => !handles.has(name));
  return functionDef({
    name: 'update',
    args: [...[...handles.values()].map(resourceArg), ...args],
    nodes: builder.nodes,
    results: returned.map(([, value], i) => [valueArg(`o${i}`, value.dtype), refer(value)]),
    effects,
  });
}

/**
 * A training step as one function, which XLA must compile; the state lives in variables.
 *
 * @param trace inputs and outputs of the step
 * @param resident names that are both inputs and outputs
 * @returns the graph
 * @throws UntraceableError naming an operator that has no TensorFlow form here
 */
export function layOutStep(trace: Trace, resident: ReadonlySet<string>): Layout {
  const builder = new GraphDefBuilder();
  const state = [...resident];
  const update = stepFunction(trace, state);
  const variables = new Map(
    state.map((name, i) => [name, variable(builder, i, trace.inputs.get(name) as Value)] as const),
  );
  const given = [...trace.inputs].filter(([name]) => !resident.has(name));
  const fed = new Map(given.map(([name, value]) => [name, builder.add('Placeholder', [], typesOf(value))]));
  const empty = { s: new Uint8Array(0) };
  const types = (which: 'inputArg' | 'outputArg') => ({
    list: { type: update.signature[which].map(({ type }) => type) },
  });
  const call = builder.add(
    'StatefulPartitionedCall',
    [...[...variables.values()].map(({ handle }) => handle), ...fed.values()],
    {
      Tin: types('inputArg'),
      Tout: types('outputArg'),
      f: { func: { name: update.signature.name } },
      config: empty,
      config_proto: empty,
      executor_type: empty,
      _XlaMustCompile: { b: true },
    },
  );
  const returned = [...trace.outputs].filter(([name]) => !resident.has(name));
  const fetched = returned.map(
    ([name, { dtype }], i) => [name, builder.typed('Identity', [`${call}:${i}`], dtype)] as const,
  );
  const done = [marker(builder, [call])];
  return { nodes: builder.nodes, functions: [update], variables, fed, fetched: new Map(fetched), done };
}
