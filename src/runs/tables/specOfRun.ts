/** From a recorded run back to the specification that makes it again. */

import { type RunSpec, runId, runLabel } from '../spec/runSpec.js';
import { armOf, armText } from './arms.js';
import type { RecordedRun, RunTable } from './runTable.js';

/**
 * The specification of a recorded run: its arm in the table, with its seed. Arms of one name may differ in the version
 * of the numerical code, where seeds were added later; the run's identity tells which is its own.
 *
 * @param table finding, task and arms
 * @param run one of its runs
 * @returns the specification, with the recorded identity
 * @throws Error when no arm makes the run
 */
export function specOfRun({ finding, task, arms }: RunTable, run: RecordedRun): RunSpec {
  const { agent, variant, base } = armOf(run);
  const specs = arms
    .filter((arm) => arm.agent === agent && arm.variant === variant && arm.base.kind === base)
    .map((arm): RunSpec => ({ ...arm, finding, task, seed: run.seed }));
  const spec = specs.find((candidate) => runId(candidate) === run.id);
  if (spec) return spec;
  const [other] = specs;
  throw new Error(
    other
      ? `${runLabel(other)}: the table's arm makes the run ${runId(other).slice(0, 10)}, but ${run.id?.slice(0, 10)} ` +
          'was recorded. Something was changed since; restore it, or record the run anew.'
      : `The table of ${finding} on ${task} does not say how ${armText(armOf(run))} was made. ` +
          'Collect it again: dawnlab sweep collect PLAN',
  );
}
