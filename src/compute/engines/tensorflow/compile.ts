/** Compiled functions and training steps on libtensorflow. */

import { type ArrayTree, flattenTree, type NdArray, unflattenTree } from '../../../arrays/index.js';
import type { Compiled } from '../../compile.js';
import type { CompileOptions } from '../../compileOptions.js';
import { traceSeeds } from '../../seeds.js';
import type { TensorTree } from '../../tensorTree.js';
import type { RemoteStep } from '../resident.js';
import { loadTensorflow } from './binding.js';
import { openSession, type TensorflowSession } from './session.js';

const withPrefix = (prefix: string, names: Iterable<string>) => [...names].map((name) => `${prefix}${name}`);

/** The device that DAWNLAB_BACKEND demands. */
const device = () => (process.env.DAWNLAB_BACKEND === 'gpu' ? 'gpu' : 'any');

/**
 * Compiles a function.
 *
 * @param fn pure tensor function
 * @param example arrays with the shapes that the inputs will have
 * @param options seeds, and threads, which only the first program of a process sets
 * @returns the compiled function
 * @throws UntraceableError when an op has no graph form; Error when there is no libtensorflow
 */
export async function compileOnTensorflow(
  fn: (inputs: TensorTree) => TensorTree,
  example: ArrayTree,
  options: CompileOptions,
): Promise<Compiled<ArrayTree, ArrayTree>> {
  const { binding } = loadTensorflow(device(), options.threads);
  const session = openSession(binding, traceSeeds(fn, example, options.seeds));
  return {
    engine: 'tensorflow',
    run: async (inputs) => unflattenTree(session.run(new Map(flattenTree(inputs)))),
    dispose: async () => session.dispose(),
  };
}

/**
 * Compiles a training step.
 *
 * @param fn maps `{state, inputs}` to `{state, outputs}`
 * @param example arrays of the shapes that both will have; the state's are its first values
 * @param options seeds, and threads, which only the first program of a process sets
 * @returns the step
 * @throws UntraceableError when an op has no graph form; Error when there is no libtensorflow
 */
export function stepOnTensorflow(
  fn: (given: TensorTree) => TensorTree,
  example: { readonly state: Readonly<Record<string, NdArray>>; readonly inputs: ArrayTree },
  options: CompileOptions,
): RemoteStep {
  const { binding } = loadTensorflow(device(), options.threads);
  const resident = new Set(withPrefix('state.', Object.keys(example.state)));
  const session: TensorflowSession = openSession(
    binding,
    traceSeeds(fn, example as unknown as ArrayTree, options.seeds),
    resident,
  );
  const write: RemoteStep['write'] = (state) =>
    session.write(new Map(Object.entries(state).map(([name, array]) => [`state.${name}`, array])));
  write(example.state);
  return {
    run: (inputs) => {
      const given = new Map(flattenTree({ inputs }));
      return (unflattenTree(session.run(given)).outputs ?? {}) as ArrayTree;
    },
    read: (names) => {
      const values = session.read(withPrefix('state.', names));
      return new Map(names.map((name) => [name, values.get(`state.${name}`) as NdArray]));
    },
    write,
    dispose: () => session.dispose(),
  };
}
