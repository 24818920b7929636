/** A run's numbers as TensorBoard's scalars. */

import type { Counters } from '../../training/index.js';
import type { RecordedRun } from '../tables/runTable.js';
import type { ScalarEvent } from './eventFile.js';
import { evaluationRows, intervalRows } from './tidyRows.js';

/**
 * The scalars of a run: `success` along the curve, `base/success` at its beginning, `metrics/<name>` for each metric of
 * training. Intervals that have no number on the step axis are left out.
 *
 * @param run recorded run
 * @param step which counter is the step axis
 * @param startTime when the run began, seconds since 1970; its seconds of training are added
 * @returns events in the order of training
 */
export function runEvents(run: RecordedRun, step: keyof Counters, startTime: number): ScalarEvent[] {
  const evaluations = evaluationRows(run).map(({ policy, success, ...at }) => ({
    at,
    scalars: { [policy === 'base' ? 'base/success' : 'success']: success },
  }));
  const intervals = intervalRows(run).map(({ metrics, ...at }) => ({
    at,
    scalars: Object.fromEntries(Object.entries(metrics).map(([name, value]) => [`metrics/${name}`, value])),
  }));
  let seconds = 0;
  return [...evaluations, ...intervals]
    .sort((a, b) => a.at.chunks - b.at.chunks)
    .flatMap(({ at, scalars }) => {
      seconds = at.seconds ?? seconds;
      return at[step] === null ? [] : [{ step: at[step], wallTime: startTime + seconds, scalars }];
    });
}
