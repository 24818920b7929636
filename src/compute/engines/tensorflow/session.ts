/**
 * A traced function in a TensorFlow session: one call runs all of it.
 *
 * What is resident (a training step's state) lives in the session's variables, on the GPU where there is one. A run
 * reads them, and writes the next values only when all of these are computed: a run that fails leaves them as they were.
 */

import { type NdArray, sizeOf } from '../../../arrays/index.js';
import type { Value } from '../../trace/graph.js';
import { type Trace, UntraceableError } from '../../trace/trace.js';
import type { ResidentProgram } from '../resident.js';
import type { TensorflowBinding } from './binding.js';
import { loadGraph, runGraph } from './calls.js';
import { type Layout, layOutFunction, layOutStep, type Variable } from './layOut.js';

type Call = (feeds: readonly (readonly [string, NdArray])[], fetches: readonly string[]) => NdArray[];

/** Runs parts of a loaded graph. */
function caller(binding: TensorflowBinding, id: number): Call {
  return (feeds, fetches) => {
    const ids = feeds.map(([, { shape, data }]) => {
      const type = data instanceof Int32Array ? binding.TF_INT32 : binding.TF_FLOAT;
      return binding.createTensor(shape, type, data as Float32Array | Int32Array);
    });
    try {
      const names = feeds.map(([name]) => name).join();
      return runGraph(() => binding.runSavedModel(id, ids, names, fetches.join())).map((result) => {
        const data = binding.tensorDataSync(result.id);
        binding.deleteTensor(result.id);
        return { shape: result.shape, data };
      });
    } finally {
      for (const fedId of ids) binding.deleteTensor(fedId);
    }
  };
}

const zip = (names: Iterable<string>, arrays: readonly NdArray[]) =>
  new Map([...names].map((name, i) => [name, arrays[i]]));

function programOf({ variables, fed, fetched, done }: Layout, call: Call, dispose: () => void): ResidentProgram {
  const held = (name: string) => variables.get(name) as Variable;
  return {
    run: (inputs) => {
      const feeds = [...fed].map(([name, node]) => [node, inputs.get(name) as NdArray] as const);
      return zip(fetched.keys(), call(feeds, [...fetched.values(), ...done]));
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
    dispose,
  };
}

const zeros = ({ shape, dtype }: Value): NdArray => ({
  shape,
  data: dtype === 'int32' ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape)),
});

/** Takes a step of zeros, before which XLA compiles it. */
function compile({ write, run }: ResidentProgram, { inputs }: Trace, resident: ReadonlySet<string>): void {
  const given = [...inputs].map(([name, value]) => [name, zeros(value)] as const);
  write(new Map(given.filter(([name]) => resident.has(name))));
  try {
    run(new Map(given.filter(([name]) => !resident.has(name))));
  } catch (cause) {
    throw new UntraceableError("TensorFlow's XLA cannot compile an op in its graph", { cause });
  }
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
  const layout = resident.size > 0 ? layOutStep(trace, resident) : layOutFunction(trace);
  const id = loadGraph(binding, layout);
  const program = programOf(layout, caller(binding, id), () => binding.deleteSavedModel(id));
  if (resident.size === 0) return program;
  try {
    compile(program, trace, resident);
    return program;
  } catch (error) {
    program.dispose();
    throw error;
  }
}
