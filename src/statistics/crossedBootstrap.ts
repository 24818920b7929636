import { randomStream } from '../random/index.js';
import { percentileEnds } from './bootstrapEnds.js';
import { checkCount, checkLevel, checkSample } from './checks.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import type { BootstrapOptions } from './stratifiedBootstrap.js';

/** Columns of a matrix must be of one length: episodes that all runs met. */
function checkMatrix(caller: string, rows: readonly (readonly number[])[]): void {
  checkCount(caller, 'runs', rows.length, 2);
  for (const row of rows) {
    checkSample(caller, row, 2);
    if (row.length !== rows[0].length)
      throw new RangeError(
        `${caller}: runs have ${rows[0].length} and ${row.length} episodes. All must be scored on one set.`,
      );
  }
}

/**
 * The mean over runs and episodes with an interval that knows both: which seeds were trained, and on which episodes they were
 * scored. Runs and episodes are drawn with replacement, each on its own, and the mean is taken over the cells where they
 * cross (the pigeonhole bootstrap).
 *
 * Of a gain over a base policy pass the differences of outcomes, episode by episode: what episodes have in common is then
 * subtracted. The interval is a little too wide where runs and episodes interact, never too narrow for that reason.
 * See "The pigeonhole bootstrap" by Owen (Annals of Applied Statistics 2007).
 *
 * @param cells cells[run][episode]: outcomes, or differences of outcomes; at least two runs and two episodes
 * @param options resamples, level, seed
 * @returns the mean with its interval, in the cells' unit
 * @throws RangeError on fewer than two of either, rows of several lengths, values that are not finite, a level outside (0, 1)
 */
export function crossedBootstrap(
  cells: readonly (readonly number[])[],
  { resamples = 10_000, level = 0.95, seed = 0 }: BootstrapOptions = {},
): Interval {
  checkLevel('crossedBootstrap', level);
  checkMatrix('crossedBootstrap', cells);
  checkCount('crossedBootstrap', 'resamples', resamples, 1);
  const stream = randomStream(seed, 'bootstrap');
  const [runs, episodes] = [cells.length, cells[0].length];
  const replicates = Array.from({ length: resamples }, () => {
    const drawn = Array.from({ length: runs }, () => cells[stream.integer(runs)]);
    let sum = 0;
    for (let i = 0; i < episodes; i++) {
      const episode = stream.integer(episodes);
      for (const row of drawn) sum += row[episode];
    }
    return sum / (runs * episodes);
  });
  const method = `percentile bootstrap over runs × episodes (${resamples})`;
  return { estimate: mean(cells.map(mean)), ...percentileEnds(replicates, level), level, method };
}
