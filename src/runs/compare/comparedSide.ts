/** One side of a comparison: some runs that differ in their seed alone, and what is known of how they were made. */

import type { RunIdentity } from '../../training/index.js';
import { formatSeeds } from '../tables/formatSeeds.js';
import { healthNotes, runHealth } from '../tables/runHealth.js';
import type { RecordedRun } from '../tables/runTable.js';
import { bySeed, sampleFaults } from '../tables/sampleFaults.js';

/** A run by value, without what tells seeds apart. */
export type SeedlessIdentity = Omit<RunIdentity, 'seed'>;

/** What may be compared. */
export interface ComparedSide {
  /** Name in tables and figures. */
  readonly label: string;
  /** One for each seed, in the order of seeds. */
  readonly runs: readonly RecordedRun[];
  /** What the runs are by value; several where some were made with other code; none where nobody noted it. */
  readonly identities: readonly SeedlessIdentity[];
  /** Commit, versions and hardware, where they are noted. */
  readonly made: Readonly<Record<string, unknown>>;
  /** What must be said of the runs, in sentences without a full stop. */
  readonly notes: readonly string[];
}

/**
 * A side of a comparison from its runs.
 *
 * @param label name in tables and figures
 * @param runs recorded runs that differ in their seed alone; unfinished ones are left out where others have ended
 * @param origin identities and provenance, where they are known
 * @returns the side
 * @throws Error on no runs, or on runs that cannot stand in one sample
 */
export function comparedSide(
  label: string,
  runs: readonly RecordedRun[],
  origin: Partial<Pick<ComparedSide, 'identities' | 'made'>> = {},
): ComparedSide {
  if (runs.length === 0) throw new Error(`${label} has no runs to compare.`);
  const [fault] = sampleFaults(runs);
  if (fault) throw new Error(`${label} is no single arm: it has ${fault}`);
  const all = [...bySeed(runs).values()].map(([first]) => first);
  const begun = all.filter(({ curve }) => curve.chunks.length > 0);
  if (begun.length === 0) throw new Error(`${label} was not evaluated yet. Compare it after its first evaluation.`);
  const ended = begun.filter((run) => runHealth(run).state !== 'unfinished');
  const kept = ended.length > 0 ? ended : begun;
  const left = all.filter((run) => !kept.includes(run));
  const leftOut = left.length > 0 ? [`seed ${formatSeeds(left.map(({ seed }) => seed))} left out: not ended`] : [];
  const { identities = [], made = {} } = origin;
  return { label, runs: kept, identities, made, notes: [...leftOut, ...healthNotes(kept)] };
}
