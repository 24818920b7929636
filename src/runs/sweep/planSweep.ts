/** Planning: a description becomes runs with identities, and the code is pinned. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { valueHash } from '../../files/index.js';
import { askPinned } from '../spec/askPinned.js';
import { pinCode, pinName, pinnedCode } from '../spec/pinCode.js';
import { type RunSpec, runId, runLabel, specIdentity } from '../spec/runSpec.js';
import type { SweepDescription } from '../spec/sweepSchema.js';
import { recordedTables, runTablePath } from '../tables/recordedTables.js';
import { specOfRun } from '../tables/specOfRun.js';
import { mergeRuns, type PlannedRun, readSweepPlan, type SweepPlan, sweepPaths, writeSweepPlan } from './sweepPlan.js';
import { sweepRuns } from './sweepRuns.js';

/** What planning did. */
export interface PlannedSweep {
  readonly plan: SweepPlan;
  /** Runs that the plan did not have before, and that no table holds. */
  readonly added: number;
  /** Runs that tables hold already. */
  readonly recorded: number;
  /** Whether the code differs from what the plan has pinned, and the plan stays with that. */
  readonly isCodeOlder: boolean;
}

/**
 * Plans a sweep, or plans it again: runs that were planned before keep their identity, so that nothing is made twice.
 *
 * The plan stays with the code that it was first made with; `repin` moves it to the present code, which makes every
 * run whose numerics changed a new run.
 *
 * @param description what is asked for
 * @param planFile where the plan lies; runs and pinned code lie beside it
 * @param options `repin`: true to move to the present code; `recorded`: folder of tables whose runs count as made
 * @returns the plan, written
 * @throws Error as {@link sweepRuns} and `askPinned`; Error when the package was not built
 */
export function planSweep(
  description: SweepDescription,
  planFile: string,
  options: { readonly repin?: boolean; readonly recorded?: string } = {},
): PlannedSweep {
  const paths = sweepPaths(planFile);
  const earlier = existsSync(planFile) ? readSweepPlan(planFile) : undefined;
  const pin = earlier && !options.repin ? earlier.pin : pinCode(paths.code);
  const copy = join(paths.code, pin);
  const code = pinnedCode(copy);
  const specs = askPinned(copy, sweepRuns(description));
  const found = options.recorded ? recordedBefore(resolve(options.recorded), description.finding) : () => undefined;
  const asked = specs.map((spec): PlannedRun => found(spec) ?? { id: runId(spec), spec });
  const runs = mergeRuns(earlier?.runs ?? [], asked);
  const plan = { description, pin, code, runs };
  writeSweepPlan(planFile, plan);
  const added = runs.slice(earlier?.runs.length ?? 0).filter(({ recordedIn }) => !recordedIn).length;
  const recorded = runs.filter(({ recordedIn }) => recordedIn).length;
  return { plan, added, recorded, isCodeOlder: pin !== pinName() };
}

/** A run by its name and its identity, whatever version of the code and whichever platform made it. */
function askedFor(spec: RunSpec): string {
  const { numerics, platform, ...identity } = specIdentity(spec);
  return `${runLabel(spec)} ${valueHash(identity)}`;
}

/**
 * Runs that tables hold already. A table's rows stay valid when the code is edited, and `dawnlab results recompute` says
 * whether a version still makes the same bits.
 */
function recordedBefore(folder: string, finding: string): (spec: RunSpec) => PlannedRun | undefined {
  const known = new Map(
    recordedTables({ finding, folder }).flatMap((table) =>
      table.runs.map((run): [string, PlannedRun] => {
        const spec = specOfRun(table, run);
        return [askedFor(spec), { id: runId(spec), spec, recordedIn: runTablePath(finding, table.task, folder) }];
      }),
    ),
  );
  return (spec) => known.get(askedFor(spec));
}
