/** What the environment asks for: DAWNLAB_BACKEND is read here and nowhere else, where a caller comes in. */

import { ENGINE_NAMES, type EngineName, engines } from './engines.js';

/** Backends of TensorFlow.js from the fastest to the one that is always there. */
export const BACKEND_NAMES = ['gpu', 'tensorflow', 'wasm', 'cpu'] as const;

/** One of them. */
export type BackendName = (typeof BACKEND_NAMES)[number];

/**
 * The name in DAWNLAB_BACKEND.
 *
 * @returns a backend of TensorFlow.js, an engine, or undefined where nothing is asked for
 * @throws Error on a name that does not exist
 */
export function askedBackend(): BackendName | EngineName | undefined {
  const { DAWNLAB_BACKEND: asked } = process.env;
  const names = [...new Set([...BACKEND_NAMES, ...ENGINE_NAMES])];
  if (!asked || names.includes(asked as EngineName)) return (asked as EngineName) || undefined;
  throw new Error(`DAWNLAB_BACKEND: there is no backend '${asked}'; there are ${names.join(', ')}.`);
}

/**
 * What runs a training step where nothing else is asked for. DAWNLAB_BACKEND moves what learns to another engine; what only
 * acts stays where a call is fastest.
 *
 * @returns the engine that DAWNLAB_BACKEND names, `tensorflow` where it is `gpu`, else `onnx`
 */
export function defaultEngine(): EngineName {
  const asked = askedBackend();
  if (asked === 'gpu') return 'tensorflow';
  return asked !== undefined && asked in engines ? (asked as EngineName) : 'onnx';
}

/**
 * The device of an engine where none is given.
 *
 * @param devices what the engine has
 * @returns `gpu` where DAWNLAB_BACKEND is that and the engine has it; else its own choice
 */
export function defaultDevice(devices: readonly string[]): string | undefined {
  return devices.includes('gpu') && askedBackend() === 'gpu' ? 'gpu' : undefined;
}
