/** Everything that `dawnlab bench update` can compare. */

import { fileURLToPath } from 'node:url';
import { type Engine, type EngineName, engines } from '../compute/index.js';
import type { Peer } from './peerPython.js';
import type { UpdateConfiguration } from './preparedUpdate.js';
import type { ContestantProgram } from './processContestant.js';

const WORKER = fileURLToPath(new URL('../../dist/bench/updateWorker.js', import.meta.url));
/** The scripts stay in src: the compiler copies no Python. */
const script = (name: string) => fileURLToPath(new URL(`../../src/bench/${name}`, import.meta.url));

/** One engine of the comparison. */
export interface UpdateEngine {
  readonly name: string;
  /** What the table's legend says of it. */
  readonly description: string;
  /** The library in whose Python it runs; ours run in Node. */
  readonly peer?: Peer;
  /** Workloads that it finishes in reasonable time; all by default. */
  readonly workloads?: readonly string[];
  /** Where it runs; `both` follows the `--gpu` flag. */
  readonly device: 'cpu' | 'gpu' | 'both';
  /** Fields of the configuration beside the workload and its threads. */
  readonly configuration: Partial<UpdateConfiguration> & { readonly compile?: boolean };
  readonly script?: string;
}

const { eager: _, ...compiling } = engines;

/** What an engine of the library is compared as: on a processor or NVIDIA's GPU, and on each device that it alone has. */
function contestantsOf(engine: EngineName, { description, devices }: Engine): UpdateEngine[] {
  const device = devices.includes('gpu') ? 'both' : 'cpu';
  const special = devices.filter((name) => name !== 'cpu' && name !== 'gpu');
  return [
    {
      name: engine === 'onnx' ? 'dawnlab' : engine,
      description,
      device,
      configuration: { engine },
    },
    ...special.map((name): UpdateEngine => {
      const configuration = { engine, device: name };
      return { name, description: `${description} on ${name}`, device: 'gpu', configuration };
    }),
  ];
}

/** Everything that is compared, ours first. */
export const UPDATE_ENGINES: readonly UpdateEngine[] = [
  ...Object.entries(compiling).flatMap(([name, engine]) => contestantsOf(name as EngineName, engine)),
  {
    name: 'eager-tensorflow',
    description: 'tfjs op by op on libtensorflow',
    device: 'both',
    configuration: { engine: 'eager', backend: 'tensorflow' },
  },
  {
    name: 'eager-wasm',
    description: 'tfjs op by op, WebAssembly',
    device: 'cpu',
    workloads: ['W0', 'W1'],
    configuration: { engine: 'eager', backend: 'wasm' },
  },
  {
    name: 'eager-cpu',
    description: 'tfjs op by op, plain JavaScript',
    device: 'cpu',
    workloads: ['W0'],
    configuration: { engine: 'eager', backend: 'cpu' },
  },
  {
    name: 'pytorch',
    description: 'PyTorch, eager',
    peer: 'torch',
    device: 'both',
    script: 'pytorch.py',
    configuration: {},
  },
  {
    name: 'pytorch-compile',
    description: 'PyTorch, torch.compile',
    peer: 'torch',
    device: 'both',
    script: 'pytorch.py',
    configuration: { compile: true },
  },
  {
    name: 'jax',
    description: 'JAX, jit',
    peer: 'jax',
    device: 'both',
    script: 'jax_update.py',
    configuration: {},
  },
];

/**
 * The program of an engine. On a processor every side has as many of its cores as threads: JAX has no other setting.
 *
 * @param engine which
 * @param python an interpreter with its peer, where it has one
 * @param isGpu whether it should run on a GPU
 * @param threads of one operator
 * @returns what to start
 */
export function programOf(
  engine: UpdateEngine,
  python: string | undefined,
  isGpu: boolean,
  threads: number,
): ContestantProgram {
  const { name, peer, configuration } = engine;
  const pinning = !isGpu && process.platform === 'linux' ? ['taskset', '-c', `0-${threads - 1}`] : [];
  const command =
    peer && python ? [python, '-W', 'ignore', script(engine.script as string)] : [process.execPath, WORKER];
  const [program, ...args] = [...pinning, ...command];
  const backend = isGpu && configuration.engine !== 'onnx' ? 'gpu' : '';
  const hidden: ContestantProgram['env'] = isGpu ? {} : { JAX_PLATFORMS: 'cpu', CUDA_VISIBLE_DEVICES: '' };
  return { engine: name, program, args, env: { ...hidden, DAWNLAB_BACKEND: backend } };
}
