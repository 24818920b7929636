/**
 * A traced function in a TensorFlow session: one call runs all of it.
 *
 * What is resident (a training step's state) lives in the session's variables, on the GPU where there is one. A run
 * reads them, and writes the next values only when all of these are computed: a run that fails leaves them as they were.
 */

import type { NdArray } from '../../../arrays/index.js';
import type { Dtype, Value } from '../../trace/graph.js';
import type { Trace } from '../../trace/trace.js';
import type { ResidentProgram } from '../resident.js';
import type { TensorflowBinding } from './binding.js';
import { loadGraph, runGraph } from './calls.js';
import { GraphDefBuilder, shapeProto, typeAttribute } from './graphDef.js';
import { translate } from './translate.js';

/** A variable of the session: its handle, what reads it, and what fills it from outside. */
interface Variable {
  readonly handle: string;
  readonly read: string;
  readonly fed: string;
  /** Runs after the variable was filled. */
  readonly filled: string;
}

function variable(builder: GraphDefBuilder, index: number, { shape, dtype }: Value): Variable {
  const types = { dtype: typeAttribute(dtype), shape: { shape: shapeProto(shape) } };
  const name = new TextEncoder().encode(`state${index}`);
  const handle = builder.add('VarHandleOp', [], { ...types, shared_name: { s: name } });
  const read = builder.add('ReadVariableOp', [handle], { dtype: types.dtype });
  const fed = builder.add('Placeholder', [], types);
  const filling = builder.add('AssignVariableOp', [handle, fed], { dtype: types.dtype });
  return { handle, read, fed, filled: marker(builder, [filling]) };
}

/** Something to fetch that exists once other nodes have run. */
function marker(builder: GraphDefBuilder, after: readonly string[]): string {
  const tensor = { dtype: 3, tensorShape: shapeProto([]), intVal: [1] };
  const before = after.map((name) => `^${name}`);
  return builder.add('Const', before, { value: { tensor }, dtype: typeAttribute('int32') });
}

const nodeOf = (reference: string) => reference.split(':')[0];

/** Assigns the next values, after all of them and all reads; returns what runs last. */
function assignments(builder: GraphDefBuilder, next: readonly (readonly [Variable, string, Dtype])[]): string {
  const computed = next.flatMap(([{ read }, value]) => [`^${nodeOf(read)}`, `^${nodeOf(value)}`]);
  const barrier = builder.add('NoOp', [...new Set(computed)]);
  return marker(
    builder,
    next
      .filter(([{ read }, value]) => value !== read)
      .map(([{ handle }, value, dtype]) =>
        builder.add('AssignVariableOp', [handle, value, `^${barrier}`], { dtype: typeAttribute(dtype) }),
      ),
  );
}

interface Layout {
  readonly builder: GraphDefBuilder;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Placeholder by input name. */
  readonly fed: ReadonlyMap<string, string>;
  /** Node to fetch by output name. */
  readonly fetched: ReadonlyMap<string, string>;
  /** Runs after the assignments. */
  readonly assigned: string | undefined;
}

/** The graph of a trace, where the inputs and outputs named by `resident` are variables. */
function layOutSession({ inputs, outputs }: Trace, resident: ReadonlySet<string>): Layout {
  const builder = new GraphDefBuilder();
  const variables = new Map<string, Variable>();
  for (const name of resident) variables.set(name, variable(builder, variables.size, inputs.get(name) as Value));
  const names = new Map([...variables].map(([name, { read }]) => [name, read]));
  const refer = translate(builder, outputs.values(), names);
  const next = [...variables].map(([name, held]) => {
    const value = outputs.get(name) as Value;
    return [held, refer(value), value.dtype] as const;
  });
  const fetched = [...outputs].filter(([name]) => !resident.has(name));
  return {
    builder,
    variables,
    fed: new Map([...names].filter(([name]) => !resident.has(name))),
    fetched: new Map(fetched.map(([name, value]) => [name, builder.typed('Identity', [refer(value)], value.dtype)])),
    assigned: variables.size > 0 ? assignments(builder, next) : undefined,
  };
}

/**
 * Loads a trace into a session.
 *
 * @param binding the native module
 * @param trace inputs and outputs of the function
 * @param resident names that are both inputs and outputs, and live in the session; write them before the first run
 * @returns the session
 * @throws UntraceableError naming an operator that has no TensorFlow form here
 */
export function openSession(
  binding: TensorflowBinding,
  trace: Trace,
  resident: ReadonlySet<string> = new Set(),
): ResidentProgram {
  const { builder, variables, fed, fetched, assigned } = layOutSession(trace, resident);
  const id = loadGraph(binding, builder.nodes);
  const call = (feeds: readonly (readonly [string, NdArray])[], fetches: readonly string[]): NdArray[] => {
    const ids = feeds.map(([, { shape, data }]) =>
      binding.createTensor(
        shape,
        data instanceof Int32Array ? binding.TF_INT32 : binding.TF_FLOAT,
        data as Float32Array | Int32Array,
      ),
    );
    try {
      const results = runGraph(() =>
        binding.runSavedModel(id, ids, feeds.map(([name]) => name).join(), fetches.join()),
      );
      return results.map((result) => {
        const data = binding.tensorDataSync(result.id);
        binding.deleteTensor(result.id);
        return { shape: result.shape, data };
      });
    } finally {
      for (const fedId of ids) binding.deleteTensor(fedId);
    }
  };
  const zip = (names: Iterable<string>, arrays: readonly NdArray[]) =>
    new Map([...names].map((name, i) => [name, arrays[i]]));
  const held = (name: string) => variables.get(name) as Variable;
  return {
    run: (inputs) => {
      const feeds = [...fed].map(([name, node]) => [node, inputs.get(name) as NdArray] as const);
      return zip(fetched.keys(), call(feeds, [...fetched.values(), ...(assigned ? [assigned] : [])]));
    },
    read: (names) =>
      zip(
        names,
        call(
          [],
          names.map((name) => held(name).read),
        ),
      ),
    write: (values) => {
      const entries = [...values];
      call(
        entries.map(([name, value]) => [held(name).fed, value] as const),
        entries.map(([name]) => held(name).filled),
      );
    },
    dispose: () => binding.deleteSavedModel(id),
  };
}
