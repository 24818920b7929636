/** A sweep's plan: every run with its identity, in an order that later plans only add to. */

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { readJson, writeFileAtomic } from '../../files/index.js';
import { type CodeIdentity, codeForm } from '../spec/codeIdentity.js';
import { type RunSpec, runFolder, runLabel } from '../spec/runSpec.js';
import { specForm } from '../spec/specForm.js';
import type { SweepDescription } from '../spec/sweepSchema.js';
import { runsJson } from '../tables/runsJson.js';
import type { RunOrder } from '../worker/makeRun.js';

/** One run of a plan; its place in the list is its index. */
export interface PlannedRun {
  readonly id: string;
  readonly spec: RunSpec;
  /** No longer asked for: neither run nor collected, but it keeps its index. */
  readonly isRetired?: true;
  /** Path of the table that holds it already: it is collected from there, not made. */
  readonly recordedIn?: string;
}

/** What lies in `plan.json`. */
export interface SweepPlan {
  /** As it was written; of what lies in the file, this is read again. */
  readonly description: Pick<SweepDescription, 'finding' | 'tasks'>;
  /** Name of the copy of the code below `code/`. */
  readonly pin: string;
  readonly code: CodeIdentity;
  readonly runs: readonly PlannedRun[];
}

const plannedForm = z.looseObject({
  id: z.string(),
  spec: specForm,
  isRetired: z.literal(true).optional(),
  recordedIn: z.string().optional(),
} satisfies Record<keyof PlannedRun, z.ZodType>);

/** The form of `plan.json`. */
const planForm: z.ZodType<SweepPlan> = z.looseObject({
  description: z.looseObject({ finding: z.string(), tasks: z.tuple([z.string()], z.string()) }),
  pin: z.string(),
  code: codeForm,
  runs: z.array(plannedForm),
} satisfies Record<keyof SweepPlan, z.ZodType>);

/**
 * Adds what is asked for to what was planned: known runs keep identity and index, new ones follow, others retire.
 *
 * @param planned the runs of the earlier plan
 * @param asked what is asked for now
 * @returns the runs of the new plan
 */
export function mergeRuns(planned: readonly PlannedRun[], asked: readonly PlannedRun[]): PlannedRun[] {
  // One run may stand in two arms under two names.
  const keyOf = ({ id, spec }: PlannedRun) => `${id} ${runLabel(spec)}`;
  const known = new Set(planned.map(keyOf));
  const wanted = new Map(asked.map((run) => [keyOf(run), run]));
  const kept = planned.map((run): PlannedRun => {
    const { id, spec } = run;
    return wanted.get(keyOf(run)) ?? { id, spec, isRetired: true };
  });
  return [...kept, ...[...wanted].flatMap(([key, run]) => (known.has(key) ? [] : [run]))];
}

/**
 * Writes a plan, one run per line.
 *
 * @param file `plan.json` of the sweep's folder
 * @param plan what to write
 */
export function writeSweepPlan(file: string, { runs, ...head }: SweepPlan): void {
  writeFileAtomic(file, runsJson(head, { runs }));
}

const PLAN = {
  kind: 'plan of a sweep',
  advice: 'Delete it and plan again: equal runs are found by their hashes.',
};

/**
 * Reads a plan.
 *
 * @param file `plan.json` of a sweep's folder
 * @returns the plan
 * @throws Error saying how to make one when there is none; DamagedFileError when it cannot be read
 */
export function readSweepPlan(file: string): SweepPlan {
  if (!existsSync(file)) throw new Error(`There is no plan ${file}. Make one: dawnlab sweep plan FILE`);
  return readJson(file, planForm, PLAN);
}

/** Where the parts of a sweep lie. */
export interface SweepPaths {
  /** Pinned copies of the code. */
  readonly code: string;
  readonly lock: string;
  /** Scripts and logs of batch jobs. */
  readonly slurm: string;
  /** A run's directory. */
  readonly run: (run: PlannedRun) => string;
}

/**
 * Where the parts of a sweep lie.
 *
 * @param planFile the sweep's `plan.json`
 * @returns paths beside it
 */
export function sweepPaths(planFile: string): SweepPaths {
  const folder = dirname(planFile);
  return {
    code: join(folder, 'code'),
    lock: join(folder, 'lock'),
    slurm: join(folder, 'slurm'),
    run: ({ id, spec }) => join(folder, 'runs', runFolder(spec, id)),
  };
}

/**
 * The run at a place of a plan.
 *
 * @param planFile the sweep's `plan.json`
 * @param index its place
 * @returns what is to be made, and where
 * @throws Error when there is no plan, or no run at that place
 */
export function plannedOrder(planFile: string, index: number): RunOrder {
  const { runs } = readSweepPlan(planFile);
  const planned = runs[index];
  if (!planned) throw new Error(`${planFile} has ${runs.length} runs; there is none at place ${index}.`);
  return { spec: planned.spec, directory: resolve(sweepPaths(planFile).run(planned)) };
}
