/** Whether many updates leave something behind. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { tf } from '../compute/index.js';
import { median } from '../statistics/index.js';
import { prepareUpdate, type UpdateConfiguration } from './preparedUpdate.js';

/** What was there along the updates. */
export interface MemoryReport {
  /** Seconds until the first update had ended: compiling, or loading what was compiled before. */
  readonly startSeconds: number;
  readonly updates: number;
  /** Tensors of TensorFlow.js at the first and at the last sample. */
  readonly tensors: readonly [first: number, last: number];
  /** Resident memory in MiB, medians of the first and of the last samples. */
  readonly mebibytes: readonly [first: number, last: number];
}

/** Samples along the updates, and those that make a median at either end. */
const [SAMPLES, AT_AN_END] = [20, 4];
/** Share of the updates that come before the first sample: allocators keep what the first ones needed. */
const BEFORE = 0.05;
const MEBIBYTE = 1 << 20;

/** The garbage collector, which a process may not call unless it says so. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/**
 * Runs updates and looks at the memory of the process.
 *
 * @param configuration workload, engine, threads, seeds
 * @param updates how many, from the first sample on
 * @param onSample called with the updates so far and the resident memory in MiB
 * @returns the report
 */
export async function memoryGrowth(
  configuration: UpdateConfiguration,
  updates: number,
  onSample: (updates: number, mebibytes: number) => void = () => {},
): Promise<MemoryReport> {
  const collect = garbageCollector();
  const start = performance.now();
  const { update, batch } = await prepareUpdate(configuration);
  await update.run(batch);
  const startSeconds = (performance.now() - start) / 1000;
  for (let i = 0; i < BEFORE * updates; i++) await update.run(batch);
  const samples: { readonly tensors: number; readonly mebibytes: number }[] = [];
  const sample = (done: number) => {
    collect();
    const mebibytes = process.memoryUsage().rss / MEBIBYTE;
    samples.push({ tensors: tf.memory().numTensors, mebibytes });
    onSample(done, mebibytes);
  };
  sample(0);
  for (let done = 1; done <= updates; done++) {
    await update.run(batch);
    if (done % Math.ceil(updates / SAMPLES) === 0 || done === updates) sample(done);
  }
  await update.dispose();
  const resident = samples.map(({ mebibytes }) => mebibytes);
  return {
    startSeconds,
    updates,
    tensors: [samples[0].tensors, samples[samples.length - 1].tensors],
    mebibytes: [median(resident.slice(0, AT_AN_END)), median(resident.slice(-AT_AN_END))],
  };
}
