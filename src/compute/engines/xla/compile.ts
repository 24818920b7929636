/** Compiled functions and training steps on XLA. */

import { join } from 'node:path';
import { type ArrayTree, flattenTree, type NdArray, unflattenTree } from '../../../arrays/index.js';
import type { Compiled } from '../../compile.js';
import type { CompileOptions } from '../../compileOptions.js';
import { traceSeeds } from '../../seeds.js';
import type { TensorTree } from '../../tensorTree.js';
import type { Trace } from '../../trace/trace.js';
import type { RemoteStep } from '../resident.js';
import { chooseFlavour, pluginDigest, pluginPath, programFolder, type XlaFlavour, xlaFolder } from './installation.js';
import { openClient, type PjrtClient } from './pjrt/client.js';
import type { XlaFlags } from './pjrt/compileOptions.js';
import { openProgram, type XlaProgram } from './program.js';
import { compileOnce } from './programCache.js';

function flagsOf(flavour: XlaFlavour): XlaFlags {
  // Unless told otherwise, the larger of NaN and 1 is 1 on the processor: a run that diverges would look healthy.
  if (flavour === 'cpu') return { xla_cpu_enable_fast_min_max: false };
  // CUDA's own compiler lies in a wheel beside the plugin.
  return { xla_gpu_cuda_data_dir: join(xlaFolder('gpu'), 'site', 'nvidia', 'cuda_nvcc') };
}

/**
 * Opens the device of a plugin.
 *
 * @param flavour processor or GPU
 * @param threads of one program
 * @returns the device
 * @throws Error where the plugin is not set up or finds no device
 */
export function openXla(flavour: XlaFlavour, threads: number): PjrtClient {
  return openClient({ path: pluginPath(flavour), isProcessor: flavour === 'cpu', flags: flagsOf(flavour) }, threads);
}

function load(
  trace: Trace,
  { threads = 1 }: CompileOptions,
  flavour: XlaFlavour,
  resident?: ReadonlySet<string>,
): XlaProgram {
  const client = openXla(flavour, threads);
  const origin = { plugin: pluginDigest(flavour), threads };
  return openProgram(client, trace, (text) => compileOnce(client, text, origin, programFolder()), resident);
}

/**
 * Compiles a function.
 *
 * @param fn pure tensor function
 * @param example arrays with the shapes that the inputs will have
 * @param options seeds and threads
 * @param flavour processor or GPU; by default what is set up
 * @returns the compiled function
 * @throws UntraceableError when an op has no graph form; Error where there is no plugin
 */
export async function compileOnXla(
  fn: (inputs: TensorTree) => TensorTree,
  example: ArrayTree,
  options: CompileOptions,
  flavour = chooseFlavour(),
): Promise<Compiled<ArrayTree, ArrayTree>> {
  const program = load(traceSeeds(fn, example, options.seeds), options, flavour);
  return {
    engine: 'xla',
    run: async (inputs) => unflattenTree(program.run(new Map(flattenTree(inputs)))),
    dispose: async () => program.dispose(),
  };
}

const withPrefix = (prefix: string, names: Iterable<string>) => [...names].map((name) => `${prefix}${name}`);

/**
 * Compiles a training step.
 *
 * @param fn maps `{state, inputs}` to `{state, outputs}`
 * @param example arrays of the shapes that both will have; the state's are its first values
 * @param options seeds and threads
 * @param flavour processor or GPU; by default what is set up
 * @returns the step
 * @throws UntraceableError when an op has no graph form; Error where there is no plugin
 */
export function stepOnXla(
  fn: (given: TensorTree) => TensorTree,
  example: { readonly state: Readonly<Record<string, NdArray>>; readonly inputs: ArrayTree },
  options: CompileOptions,
  flavour = chooseFlavour(),
): RemoteStep {
  const resident = new Set(withPrefix('state.', Object.keys(example.state)));
  const trace = traceSeeds(fn, example as unknown as ArrayTree, options.seeds);
  const program = load(trace, options, flavour, resident);
  const write: RemoteStep['write'] = (state) =>
    program.write(new Map(Object.entries(state).map(([name, array]) => [`state.${name}`, array])));
  write(example.state);
  return {
    run: (inputs) => {
      const outputs = program.run(new Map(flattenTree({ inputs })));
      return (unflattenTree(outputs).outputs ?? {}) as ArrayTree;
    },
    read: (names) => {
      const values = program.read(withPrefix('state.', names));
      return new Map(names.map((name) => [name, values.get(`state.${name}`) as NdArray]));
    },
    write,
    dispose: () => program.dispose(),
  };
}
