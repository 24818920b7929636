/** Several seeds of one run side by side: one program learns for all of them. */

import { join } from 'node:path';
import { type ProgramShare, shareProgram } from '../compute/index.js';
import { checkSeed } from '../environments/index.js';
import type { Progress } from './progress.js';
import type { RunRecord } from './record.js';
import type { TrainOptions } from './session.js';
import { type TrainResult, train } from './train.js';

/** What to train, how, and who listens. */
export interface TrainSeedsOptions extends Omit<TrainOptions, 'seed' | 'share' | 'onRecord' | 'onProgress'> {
  /** Master seeds, each once. */
  readonly seeds: readonly number[];
  /** Holds a directory `seed-1`, `seed-2`, … for each seed, as a run alone has it. */
  readonly directory?: string;
  /** Called with every record of each seed, as it is made. */
  readonly onRecord?: (record: RunRecord, seed: number) => void;
  /** Called after every round of each seed; units are chunk transitions. */
  readonly onProgress?: (progress: Progress, seed: number) => void;
}

/**
 * Where one of several seeds lies.
 *
 * @param directory of all of them
 * @param seed which
 * @returns a directory in it
 */
export const seedDirectory = (directory: string, seed: number): string => join(directory, `seed-${seed}`);

/** What works on one seed: with its part in the common program, unless it is the only one. */
export type SeedWork<Result> = (seed: number, share: ProgramShare | undefined, signal: AbortSignal) => Promise<Result>;

function checkSeeds(seeds: readonly number[]): void {
  for (const seed of seeds) checkSeed(seed, 'trainSeeds');
  if (seeds.length > 0 && new Set(seeds).size === seeds.length) return;
  throw new RangeError(`trainSeeds: seeds must be some numbers, each of them once; got [${seeds.join(', ')}].`);
}

/**
 * Works on seeds side by side. Where one fails, the others are stopped as by their signal.
 *
 * @param seeds each once
 * @param signal stops all of them
 * @param work what is done for a seed
 * @returns the results, in the order of the seeds
 * @throws RangeError on seeds that occur twice, and on none; what the first work to fail has thrown, once all have ended
 */
export async function besideEachOther<Result>(
  seeds: readonly number[],
  signal: AbortSignal | undefined,
  work: SeedWork<Result>,
): Promise<Result[]> {
  checkSeeds(seeds);
  const failure = new AbortController();
  const stop = AbortSignal.any([failure.signal, ...(signal ? [signal] : [])]);
  const shares = seeds.length > 1 ? shareProgram(seeds.length) : [undefined];
  const endings = await Promise.allSettled(
    seeds.map(async (seed, i) => {
      try {
        return await work(seed, shares[i], stop);
      } catch (error) {
        failure.abort(error);
        throw error;
      } finally {
        shares[i]?.leave();
      }
    }),
  );
  return endings.map((ending) => {
    if (ending.status === 'fulfilled') return ending.value;
    throw failure.signal.reason;
  });
}

/**
 * Trains several seeds with one learner: each has its own environments, replay, random streams, records and directory, and
 * one program takes the gradient steps of all. Its numbers are those of {@link train}, to rounding: how many seeds share a
 * program is a part of their identity, since the last digits depend on it.
 *
 * With a directory it is resumable as `train` is: a seed that had gone further waits for no other to catch up.
 *
 * @param options what to train, how, and who listens
 * @returns what `train` returns, for each seed in their order; a seed that diverged ends alone
 * @throws as `train`; RangeError on seeds that occur twice, and on none
 * @example
 * const results = await trainSeeds({ task: 'gantry-peg', agent, schedule, seeds: [1, 2, 3, 4], engine: 'xla' });
 */
export function trainSeeds(options: TrainSeedsOptions): Promise<TrainResult[]> {
  const { seeds, directory, signal, onRecord, onProgress, ...rest } = options;
  return besideEachOther(seeds, signal, (seed, share, stop) =>
    train({
      ...rest,
      seed,
      share,
      signal: stop,
      ...(directory !== undefined && { directory: seedDirectory(directory, seed) }),
      ...(onRecord && { onRecord: (record) => onRecord(record, seed) }),
      ...(onProgress && { onProgress: (progress) => onProgress(progress, seed) }),
    }),
  );
}
