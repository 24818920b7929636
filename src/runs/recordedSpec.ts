/** From a recorded run back to the specification that makes it again. */

import { taskPreset } from '../training/presets.js';
import type { TrainingSchedule } from '../training/schedule.js';
import { armOf, armText } from './arms.js';
import type { RunArm } from './runArm.js';
import { presentSpec, type RunSpec, runId, runLabel } from './runSpec.js';
import { type RecordedRun, type RunTable, variantOf } from './runTable.js';

/**
 * The specification of a recorded run: its arm in the table, with its seed. Tables that are older than arms hold runs
 * of the task's full preset; for those the preset is checked against the settings that the run noted at its start.
 *
 * @param table the table
 * @param run one of its runs
 * @returns the specification; where the run has an identity, it is the recorded one to the letter
 * @throws Error when the table does not say how the run was made, or says something else than the run does
 */
export async function recordedSpec(table: RunTable, run: RecordedRun): Promise<RunSpec> {
  if (table.arms) return armSpec(table, table.arms, run);
  const spec = await presetSpec(table, run);
  if (table.provenance.numerics !== undefined)
    checkIdentity(run, spec, 'the preset and the base policy that are here make');
  return spec;
}

function checkIdentity({ id }: RecordedRun, spec: RunSpec, maker: string): void {
  if (id !== undefined && id !== runId(spec))
    throw new Error(
      `${runLabel(spec)}: ${maker} the run ${runId(spec).slice(0, 10)}, but ${id.slice(0, 10)} was recorded. ` +
        'Something was changed since; restore it, or record the run anew.',
    );
}

/**
 * The specification of a run in a table that has arms. Arms of one name may differ in the version of the numerical
 * code, where seeds were added later; the run's identity tells which is its own.
 *
 * @param table finding and task
 * @param arms the table's
 * @param run one of its runs
 * @returns the specification, with the recorded identity
 * @throws Error when no arm makes the run
 */
export function armSpec(
  { finding, task }: Pick<RunTable, 'finding' | 'task'>,
  arms: readonly RunArm[],
  run: RecordedRun,
): RunSpec {
  const { agent, variant, base } = armOf(run);
  const specs = arms
    .filter((arm) => arm.agent === agent && arm.variant === variant && arm.base.kind === base)
    .map((arm): RunSpec => ({ ...arm, finding, task, seed: run.seed }));
  if (specs.length === 0)
    throw new Error(
      `The table of ${finding} on ${task} does not say how ${armText(armOf(run))} was made. ` +
        'Collect it again: dawnlab sweep collect PLAN',
    );
  const spec = specs.find((candidate) => runId(candidate) === run.id) ?? specs[0];
  checkIdentity(run, spec, "the table's arm makes");
  return spec;
}

/** The settings of a run, as its start record has them. */
type Settings = Readonly<Record<string, unknown>>;

async function presetSpec({ finding, task, provenance }: RunTable, run: RecordedRun): Promise<RunSpec> {
  const { agent, seed, start } = run;
  if (variantOf(run) !== 'default')
    throw new Error(`The table of ${finding} on ${task} does not say what its variant '${variantOf(run)}' is.`);
  const { knobs } = taskPreset(task, 'full');
  const [{ createAgent }, { agentSettings }] = await Promise.all([
    import('../agents/index.js'),
    import('../training/index.js'),
  ]);
  const present = agentSettings(createAgent(agent, knobs));
  const recorded = start.settings as Settings;
  // Settings that have been named since are not in old records.
  const changed = Object.keys(recorded).find(
    (name) => name in present && JSON.stringify(present[name]) !== JSON.stringify(recorded[name]),
  );
  if (changed)
    throw new Error(
      `${agent} of ${finding} on ${task} was recorded with ${changed} = ${JSON.stringify(recorded[changed])}; the preset ` +
        `now gives ${JSON.stringify(present[changed])}. Check out the commit that the table names.`,
    );
  const schedule = start.schedule as TrainingSchedule;
  const parts = { finding, task, agent, variant: 'default', scale: 'full' as const, seed, knobs, schedule };
  const engine = start.engine as RunSpec['engine'];
  const spec = presentSpec({ ...parts, baseKind: start.base, engine, threads: start.threads });
  return { ...spec, numerics: provenance.numerics ?? spec.numerics };
}
