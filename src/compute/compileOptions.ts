/** How a function is compiled. */

import type { OnnxDevice } from './engines/onnx/session.js';

/** What can run a compiled function: ONNX Runtime, libtensorflow, XLA, or tfjs op by op. */
export const ENGINES = ['onnx', 'tensorflow', 'xla', 'eager'] as const;

/** One of them. */
export type Engine = (typeof ENGINES)[number];

/** How to compile. */
export interface CompileOptions {
  /** Threads inside one run. Default 1: seeds run side by side instead. */
  readonly threads?: number;
  /**
   * `onnx` (default), `tensorflow` and `xla` compile, and fall back to `eager` for an op without a graph form; `eager`
   * never compiles.
   */
  readonly engine?: Engine;
  /**
   * Runs the function for this many seeds in one program: every array that goes in or comes out has a leading axis of
   * this length, while the function itself sees one seed. The numbers are those of one seed after the other, to rounding.
   */
  readonly seeds?: number;
  /** Where the engine `onnx` runs. Default `cpu`. */
  readonly device?: OnnxDevice;
  /** File prefix for ONNX Runtime's profile; none by default. */
  readonly profile?: string;
  /** Where the one-time notice about eager execution goes. Default `console.warn`. */
  readonly onNotice?: (message: string) => void;
}

const DEVICES: readonly string[] = ['cpu', 'webgpu', 'cuda'] satisfies readonly OnnxDevice[];

const isCount = (value: number) => Number.isInteger(value) && value >= 1;

/**
 * Fails on options that no engine could follow.
 *
 * @param options as the caller gave them
 * @throws RangeError naming the option, what came and what there is
 */
export function checkOptions({ engine = 'onnx', device = 'cpu', threads = 1, seeds = 1 }: CompileOptions): void {
  if (!ENGINES.includes(engine))
    throw new RangeError(`compile: there is no engine '${engine}'; there are ${ENGINES.join(', ')}.`);
  if (!DEVICES.includes(device))
    throw new RangeError(`compile: there is no device '${device}'; there are ${DEVICES.join(', ')}.`);
  if (!isCount(threads)) throw new RangeError(`compile: threads must be a whole number from 1, got ${threads}.`);
  if (!isCount(seeds)) throw new RangeError(`compile: seeds must be a whole number from 1, got ${seeds}.`);
}
