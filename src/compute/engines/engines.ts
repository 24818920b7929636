/** The engines that there are. A new one is a folder beside this file and an entry here; all choices follow from it. */

import { eager } from './eager/eager.js';
import type { Engine } from './engine.js';
import { onnx } from './onnx/onnx.js';
import { tensorflow } from './tensorflow/tensorflow.js';
import { xla } from './xla/xla.js';

/** By name. */
export const engines = { onnx, tensorflow, xla, eager } satisfies Readonly<Record<string, Engine>>;

/** The name of one of them. */
export type EngineName = keyof typeof engines;

/** All names. */
export const ENGINE_NAMES = Object.keys(engines) as EngineName[];

/**
 * Whether a value can stand where an engine's name may.
 *
 * @param value anything
 * @returns true for what has a name and can load functions and steps
 */
export function isEngine(value: unknown): value is Engine {
  const { name, load, steps, dependsOn } = (value ?? {}) as Partial<Engine>;
  return typeof name === 'string' && [load, steps, dependsOn].every((member) => typeof member === 'function');
}

/**
 * An engine by name; a reader's own is what it is.
 *
 * @param engine name or value
 * @returns the engine
 * @throws RangeError naming what came and what there is
 */
export function engineOf(engine: EngineName | Engine): Engine {
  if (typeof engine !== 'string' && isEngine(engine)) return engine;
  if (Object.hasOwn(engines, engine as EngineName)) return engines[engine as EngineName];
  const given = typeof engine === 'string' ? `'${engine}'` : 'without name, load, steps and dependsOn';
  throw new RangeError(
    `compile: there is no engine ${given}; there are ${ENGINE_NAMES.join(', ')}, or an Engine of your own.`,
  );
}
