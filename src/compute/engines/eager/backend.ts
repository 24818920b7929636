/**
 * Which tfjs backend runs functions eagerly: the reference for compiled ones, and what runs where an op has no
 * compiled form. Compiled functions do not depend on it.
 */

import { createRequire } from 'node:module';
import { tf } from '../../tf.js';
import { askedBackend, BACKEND_NAMES, type BackendName } from '../asked.js';
import { loadTensorflow } from '../tensorflow/binding.js';
import { patchWasmTranspose } from './wasmTranspose.js';

/** Whether a backend can be used here. */
export interface BackendProbe {
  readonly name: BackendName;
  readonly available: boolean;
  /** What was found. */
  readonly detail: string;
  /** What to do to have it; undefined where nothing needs to be done. */
  readonly advice?: string;
}

const ADVICE: Readonly<Record<BackendName, string | undefined>> = {
  gpu: "Optional: 'dawnlab setup tensorflow --gpu' on a machine with an NVIDIA GPU.",
  tensorflow: "Optional: 'dawnlab setup tensorflow'.",
  wasm: "Run 'npm ci': @tensorflow/tfjs-backend-wasm belongs to the dependencies.",
  cpu: undefined,
};

const require = createRequire(import.meta.url);

/** What can go wrong with a package that wraps libtensorflow, as one line. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0].slice(0, 160);
}

/** Loads libtensorflow, and says what it runs on. */
function startTensorflow(name: 'gpu' | 'tensorflow'): string {
  const { binding, isUsingGpuDevice } = loadTensorflow(name === 'gpu' ? 'gpu' : 'any');
  return `libtensorflow ${binding.TF_Version} on the ${isUsingGpuDevice ? 'GPU' : 'processor'}`;
}

/** Makes a backend the current one, and says what it is. */
async function start(name: BackendName): Promise<string> {
  const detail = name === 'gpu' || name === 'tensorflow' ? startTensorflow(name) : '';
  if (name === 'wasm') require('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend(name === 'gpu' ? 'tensorflow' : name)))
    throw new Error(`the ${name} backend did not start`);
  if (name === 'wasm') patchWasmTranspose();
  return detail || (name === 'wasm' ? 'WebAssembly SIMD, with transposes before products' : 'plain JavaScript');
}

/**
 * Tries every backend; the current one stays.
 *
 * @returns one row for each, from the fastest
 */
export async function probeBackends(): Promise<BackendProbe[]> {
  const before = tf.getBackend() || 'cpu';
  const rows: BackendProbe[] = [];
  for (const name of BACKEND_NAMES) {
    try {
      rows.push({ name, available: true, detail: await start(name) });
    } catch (error) {
      rows.push({ name, available: false, detail: reasonOf(error), advice: ADVICE[name] });
    }
  }
  await tf.setBackend(before);
  return rows;
}

/**
 * Makes the best backend, or the one asked for, the one that runs tf ops eagerly.
 *
 * @param preference a backend; the environment variable DAWNLAB_BACKEND takes precedence where it names one; the fastest by default
 * @returns what was selected
 * @throws Error when a backend was asked for and cannot be used, saying why and what to do: never a silent fallback
 */
export async function selectBackend(preference?: BackendName): Promise<BackendName> {
  // An engine that is no backend runs no tf ops: what is not compiled for it runs on whatever there is.
  const named = BACKEND_NAMES.find((name) => name === askedBackend());
  const asked = named ?? preference;
  if (asked !== undefined && !BACKEND_NAMES.includes(asked))
    throw new Error(`There is no backend '${asked}'; there are ${BACKEND_NAMES.join(', ')}.`);
  for (const name of asked ? [asked] : BACKEND_NAMES) {
    try {
      await start(name);
      return name;
    } catch (error) {
      if (asked)
        throw new Error(`The backend '${asked}' was asked for, but: ${reasonOf(error)}. ${ADVICE[asked] ?? ''}`, {
          cause: error,
        });
    }
  }
  throw new Error('No tfjs backend could be started.');
}
