/**
 * Loads libtensorflow through tfjs's binding, which registers the backend `tensorflow` with the project's one tfjs.
 *
 * A process has one libtensorflow: what is loaded first stays.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import { tf } from '../../tf.js';
import {
  BINDING_PACKAGE,
  bindingFolder,
  installationFolder,
  isInstalled,
  type TensorflowFlavour,
} from './installation.js';

/** A tensor that libtensorflow holds. */
interface NativeTensor {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** What the native module offers, of which the tfjs backend is a wrapper. */
export interface TensorflowBinding {
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_Version: string;
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Int32Array): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(id: number): void;
  runSavedModel(id: number, inputs: readonly number[], inputNames: string, outputNames: string): NativeTensor[];
  getNumOfTensors(): number;
  isUsingGpuDevice(): boolean;
}

/** The tfjs backend over libtensorflow. */
export interface TensorflowBackend extends tf.KernelBackend {
  readonly binding: TensorflowBinding;
  readonly isUsingGpuDevice: boolean;
}

/** Where the stand-in for tfjs in an installation looks for the real one (see setup's stand-in). */
const SHARED_TFJS = 'dawnlab.tfjs';

/** Packages that a reader may have installed, in place of `dawnlab setup tensorflow`. */
const PUBLISHED: Readonly<Record<TensorflowFlavour, string>> = {
  cpu: '@tensorflow/tfjs-node',
  gpu: '@tensorflow/tfjs-node-gpu',
};

const require = createRequire(import.meta.url);

/**
 * Puts back what Node 23 removed from `util` and the binding's JavaScript still calls; published fixes were never
 * released (tfjs issue 8609).
 */
function restoreUtil(): void {
  const removed: Readonly<Record<string, (x: unknown) => boolean>> = {
    isNullOrUndefined: (x) => x === null || x === undefined,
    isArray: Array.isArray,
  };
  for (const [name, test] of Object.entries(removed)) (util as unknown as Record<string, unknown>)[name] ??= test;
}

/** What XLA inside an installed library must know; one of another version would end the process at a flag that it lacks. */
function xlaFlags(): string[] {
  if (!isInstalled('cpu') && !isInstalled('gpu')) return [];
  // CUDA's own compiler lies in a wheel beside the library.
  const compiler = join(installationFolder('gpu'), 'site', 'nvidia', 'cuda_nvcc');
  return [
    // Unless told otherwise, the larger of NaN and 1 is 1 on the processor: a run that diverges would look healthy; and half
    // of a register of 512 bits lies idle.
    '--xla_cpu_enable_fast_min_max=false',
    '--xla_cpu_prefer_vector_width=512',
    ...(isInstalled('gpu') ? [`--xla_gpu_cuda_data_dir=${compiler}`] : []),
  ];
}

/** TensorFlow reads these once, when it is loaded. What the user has set stays. */
function configure(threads: number): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  process.env.TF_NUM_INTEROP_THREADS ??= '1';
  // Several runs may share a GPU.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  // Full float32 products on GPUs too, as PyTorch's default is.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0';
  process.env.XLA_FLAGS = [process.env.XLA_FLAGS, ...xlaFlags()].filter(Boolean).join(' ');
}

/** Requires the installed binding, or the one that a reader put beside tfjs. */
function requireBinding(flavour: TensorflowFlavour): void {
  if (isInstalled(flavour)) {
    (globalThis as Record<symbol, unknown>)[Symbol.for(SHARED_TFJS)] = tf;
    require(bindingFolder(flavour));
    return;
  }
  const published = require(PUBLISHED[flavour]) as typeof tf;
  if (!tf.findBackendFactory('tensorflow')) throw new Error(`${PUBLISHED[flavour]} has no native binding here`);
  if (published.engine() !== tf.engine())
    throw new Error(`${PUBLISHED[flavour]} brings a tfjs of its own; both must be of one version`);
}

/** Loads whichever flavour comes first among the wanted ones; the current backend stays. */
function loadFirst(flavours: readonly TensorflowFlavour[], threads: number): void {
  const [preferred] = [...flavours].sort((a, b) => Number(isInstalled(b)) - Number(isInstalled(a)));
  const before = tf.getBackend();
  restoreUtil();
  configure(threads);
  try {
    requireBinding(preferred);
  } finally {
    if (before) void tf.setBackend(before);
  }
}

/**
 * Loads libtensorflow, once in a process.
 *
 * @param device `gpu` demands a GPU; `any` takes what there is
 * @param threads of one op on the processor; only the first load sets it
 * @returns the tfjs backend, registered as `tensorflow`, not selected
 * @throws Error when there is none, or `gpu` was asked for and libtensorflow sees no GPU
 */
export function loadTensorflow(device: 'gpu' | 'any', threads = 1): TensorflowBackend {
  if (!tf.findBackendFactory('tensorflow')) loadFirst(device === 'gpu' ? ['gpu'] : ['cpu', 'gpu'], threads);
  const backend = tf.findBackend('tensorflow') as TensorflowBackend;
  // TensorFlow falls back to the processor silently.
  if (device === 'gpu' && !backend.isUsingGpuDevice)
    throw new Error(
      'libtensorflow sees no GPU (driver, CUDA version or CUDA_VISIBLE_DEVICES; or a build for the processor was loaded)',
    );
  return backend;
}

/**
 * The protobuf definitions that come with the loaded binding.
 *
 * @returns path of the .proto file
 */
export function protobufDefinitions(): string {
  const flavour = (['cpu', 'gpu'] as const).find(isInstalled);
  const folder = flavour ? bindingFolder(flavour) : join(require.resolve(`${BINDING_PACKAGE}/package.json`), '..');
  return join(folder, 'src', 'proto', 'api.proto');
}
