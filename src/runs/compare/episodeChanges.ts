/** Which held-out episodes one side solves and the other does not. */

import { crossedBootstrap, type Interval, type McNemarResult, mcnemar } from '../../statistics/index.js';
import { heldOutOutcomes } from '../tables/heldOut.js';
import type { RecordedRun } from '../tables/runTable.js';

/** A seed of both sides on the same episodes. */
export interface SeedChanges extends McNemarResult {
  readonly seed: number;
}

/** Episodes that B solves and A does not, and the other way round. */
export interface EpisodeChanges {
  /** Episodes that each pair was scored on. */
  readonly episodes: number;
  readonly seeds: readonly SeedChanges[];
  /** Mean of B − A over seeds × episodes, with an interval that knows both; undefined with a single pair. */
  readonly gain?: Interval;
  /** Seeds of both that were not scored on the same episodes. */
  readonly unscored: readonly number[];
}

function isPair(a: RecordedRun, b: RecordedRun | undefined): boolean {
  const [one, other] = [a.heldOut, b?.heldOut];
  return one !== undefined && one.firstSeed === other?.firstSeed && one.mean.length === other.mean.length;
}

/**
 * The episodes that change between two runs of one seed, with McNemar's exact test for each pair. Pairs of other seeds meet
 * the same episodes, so their counts must not be added up to one test: over seeds the interval resamples both.
 *
 * @param a runs of the one side
 * @param b runs of the other
 * @param level of the interval over seeds and episodes
 * @returns counts for each seed that both have: `mended` solved by B alone, `broken` by A alone; undefined where no pair was
 * scored on the same held-out episodes
 */
export function episodeChanges(
  a: readonly RecordedRun[],
  b: readonly RecordedRun[],
  level: number,
): EpisodeChanges | undefined {
  const shared = a.filter(({ seed }) => b.some((run) => run.seed === seed));
  const partner = ({ seed }: RecordedRun) => b.find((run) => run.seed === seed);
  const pairs = shared.flatMap((run) => {
    const other = partner(run);
    return isPair(run, other) ? [[run, other as RecordedRun] as const] : [];
  });
  if (pairs.length === 0) return undefined;
  const outcomes = pairs.map(([one, other]) => [heldOutOutcomes(one), heldOutOutcomes(other)] as const);
  const gains = outcomes.map(([before, after]) => after.map((outcome, i) => outcome - before[i]));
  const isOneSet = new Set(pairs.map(([{ heldOut }]) => `${heldOut?.firstSeed} ${heldOut?.mean.length}`)).size === 1;
  return {
    episodes: outcomes[0][0].length,
    seeds: outcomes.map(([before, after], i) => ({ seed: pairs[i][0].seed, ...mcnemar(before, after) })),
    ...(pairs.length > 1 && isOneSet && { gain: crossedBootstrap(gains, { level }) }),
    unscored: shared.filter((run) => !isPair(run, partner(run))).map(({ seed }) => seed),
  };
}
