/** How a function is compiled. */

import { defaultDevice } from './engines/asked.js';
import type { Engine, EngineOptions } from './engines/engine.js';
import { type EngineName, engineOf } from './engines/engines.js';

/** How to compile. */
export interface CompileOptions {
  /** Threads inside one run. Default 1: runs stand side by side instead. */
  readonly threads?: number;
  /**
   * What runs the function: a name, or an engine of your own. `onnx` (default), `tensorflow` and `xla` compile, and fall
   * back to `eager` for an op without a graph form; `eager` never compiles.
   */
  readonly engine?: EngineName | Engine;
  /**
   * Runs the function for a batch of this many in one program, for instance seeds: every array that goes in or comes out
   * has a leading axis of this length, while the function itself sees one entry. The numbers are those of one entry after
   * the other, to rounding.
   */
  readonly batched?: number;
  /** The former name of {@link batched}. */
  readonly seeds?: number;
  /** Where the engine runs: one of its devices, for instance `webgpu` for `onnx`. Default: its own choice. */
  readonly device?: string;
  /** File prefix for ONNX Runtime's profile; none by default. */
  readonly profile?: string;
  /** Where the one-time notice about eager execution goes. Default `console.warn`. */
  readonly onNotice?: (message: string) => void;
}

const OPTIONS: Readonly<Record<keyof CompileOptions, true>> = {
  threads: true,
  engine: true,
  batched: true,
  seeds: true,
  device: true,
  profile: true,
  onNotice: true,
};

/** @throws TypeError on an option that would go unheard */
function checkNames(options: CompileOptions): void {
  const names = Object.keys(OPTIONS);
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`compile: there is no option '${unknown}'; there are ${names.join(', ')}.`);
}

const isCount = (value: number) => Number.isInteger(value) && value >= 1;

/**
 * Fails on options that no engine could follow, and fills in what the environment asks for.
 *
 * @param options as the caller gave them
 * @param name the engine where they name none
 * @returns the engine, how it is to run, and how many entries a batch has; undefined for a function as it is
 * @throws RangeError naming the option, what came and what there is; TypeError on an option that does not exist
 */
export function chosenEngine(
  options: CompileOptions,
  name: EngineName,
): { readonly engine: Engine; readonly how: EngineOptions; readonly batched?: number } {
  checkNames(options);
  const { engine: given, device, threads = 1, seeds, batched = seeds, profile } = options;
  const engine = engineOf(given ?? name);
  if (device !== undefined && !engine.devices.includes(device))
    throw new RangeError(
      `compile: there is no device '${device}' for the engine ${engine.name}; there are ${engine.devices.join(', ') || 'none'}.`,
    );
  if (!isCount(threads)) throw new RangeError(`compile: threads must be a whole number from 1, got ${threads}.`);
  if (batched !== undefined && !isCount(batched))
    throw new RangeError(`compile: batched must be a whole number from 1, got ${batched}.`);
  return { engine, how: { threads, device: device ?? defaultDevice(engine.devices), profile }, batched };
}
