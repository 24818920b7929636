import type { BandOptions } from './band.js';
import { iqm } from './iqm.js';
import { mean } from './mean.js';

/**
 * The aggregate over runs (and tasks) at each point of their common grid, `T(t) = T({x_nm(t)})`. For a band over
 * several tasks, give it to {@link bootstrapBand} with one stratum for each task.
 *
 * @param tasks tasks[task][run][i]: values on one grid, as `values` of {@link alignCurves} has them for one task
 * @param statistic `mean` (default) or `iqm`
 * @returns one value for each point of the grid, in the curves' unit
 * @throws RangeError on no runs, or a value that is not finite
 */
export function aggregateCurve(
  tasks: readonly (readonly (readonly number[])[])[],
  statistic: BandOptions['statistic'] = 'mean',
): number[] {
  const aggregate = statistic === 'mean' ? mean : iqm;
  const grid = tasks[0]?.[0];
  if (!grid) throw new RangeError('aggregateCurve: there is no run.');
  return grid.map((_, i) => aggregate(tasks.map((runs) => runs.map((run) => run[i]))));
}
