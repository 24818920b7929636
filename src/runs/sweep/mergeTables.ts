/** What becomes of the runs that a table holds when others are collected into it: they are kept, or somebody is asked. */

import { valueHash } from '../../files/index.js';
import { runLabel } from '../spec/runSpec.js';
import { armOf, armText } from '../tables/arms.js';
import { compareRuns } from '../tables/compareRuns.js';
import { type RecordedRun, type RunTable, type RunTableProvenance, recordedLabel } from '../tables/runTable.js';
import type { PlannedRun } from './sweepPlan.js';

/** A table with the runs of two, and what became of those that were there. */
export interface MergedTable {
  readonly table: RunTable;
  /** Runs that only the earlier table has. */
  readonly kept: readonly string[];
  /** Runs of the earlier table in whose place others stand that bear the same name. */
  readonly replaced: readonly string[];
}

const differ = (a: RecordedRun, b: RecordedRun) => a.id !== b.id || compareRuns(a, b) !== undefined;

/** Texts of two provenances that are not the same, one after the other. */
const both = (earlier: string, later: string) =>
  [...new Set([...earlier.split('; '), ...later.split('; ')])].join('; ');

function mergedProvenance(earlier: RunTableProvenance, later: RunTableProvenance): RunTableProvenance {
  const { command, commit, hardware } = earlier;
  return {
    ...later,
    command: both(command, later.command),
    commit: both(commit, later.commit),
    hardware: both(hardware, later.hardware),
  };
}

/**
 * Adds runs to a table.
 *
 * @param earlier the table that is there
 * @param later what was collected now, of the same finding and task
 * @returns the runs of `later`, then those that `earlier` has alone; where both have a run of one name, that of `later`
 */
export function mergeTables(earlier: RunTable, later: RunTable): MergedTable {
  const fresh = new Map(later.runs.map((run) => [recordedLabel(run), run]));
  const kept = earlier.runs.filter((run) => !fresh.has(recordedLabel(run)));
  const replaced = earlier.runs.filter((run) => {
    const other = fresh.get(recordedLabel(run));
    return other !== undefined && differ(run, other);
  });
  if (kept.length === 0) return { table: later, kept: [], replaced: replaced.map(recordedLabel) };
  const ofKept = new Set(kept.map((run) => armText(armOf(run))));
  const arms = [
    ...later.arms,
    ...earlier.arms.filter(({ base, ...arm }) => ofKept.has(armText({ ...arm, base: base.kind }))),
  ];
  const known = new Set([...fresh.keys(), ...kept.map(recordedLabel), ...(later.failures ?? []).map(({ run }) => run)]);
  const failures = [...(later.failures ?? []), ...(earlier.failures ?? []).filter(({ run }) => !known.has(run))];
  const table: RunTable = {
    ...later,
    provenance: mergedProvenance(earlier.provenance, later.provenance),
    arms: [...new Map(arms.map((arm) => [valueHash(arm), arm])).values()],
    runs: [...later.runs, ...kept],
    failures,
  };
  return { table, kept: kept.map(recordedLabel), replaced: replaced.map(recordedLabel) };
}

/**
 * The runs of a table in whose place a sweep would put others of the same name.
 *
 * @param table the table that is there
 * @param planned the runs of the sweep
 * @returns their labels
 */
export function clashingRuns(table: RunTable, planned: readonly PlannedRun[]): string[] {
  const ids = new Map(planned.filter(({ isRetired }) => !isRetired).map(({ id, spec }) => [runLabel(spec), id]));
  return table.runs.flatMap((run) => {
    const id = ids.get(recordedLabel(run));
    return id !== undefined && id !== run.id ? [recordedLabel(run)] : [];
  });
}
