/** Runs that tables hold already, so that a sweep which asks for them need not make them again. */

import { valueHash } from '../compute/contentHash.js';
import { armSpec } from './recordedSpec.js';
import { recordedTables, runTablePath } from './recordedTables.js';
import type { RunSpec } from './runSpec.js';
import type { PlannedRun } from './sweepPlan.js';

/** What makes two runs the same but for the version of the numerical code. */
function asked({ numerics, ...rest }: RunSpec): string {
  return valueHash(rest);
}

/**
 * Looks up runs in tables, whatever version of the numerical code made them: a table's rows stay valid when the code
 * is edited, and `dawnlab results recompute` says whether a version still makes the same bits.
 *
 * @param folder folder of the tables, for instance `data/results`
 * @param finding whose tables
 * @returns for a specification the recorded run that equals it but for `numerics`, under its recorded identity
 * @throws Error when nothing of the finding is recorded there, or a run is not what its arm makes
 */
export function recordedBefore(folder: string, finding: string): (spec: RunSpec) => PlannedRun | undefined {
  const known = new Map<string, PlannedRun>();
  for (const table of recordedTables({ finding, folder }))
    for (const run of table.runs) {
      // Runs of tables that are older than arms have no identity that a plan could keep.
      if (!table.arms || run.id === undefined) continue;
      const spec = armSpec(table, table.arms, run);
      known.set(asked(spec), { id: run.id, spec, recordedIn: runTablePath(finding, table.task, folder) });
    }
  return (spec) => known.get(asked(spec));
}
