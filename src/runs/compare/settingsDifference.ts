/** What two sides of a comparison were made with, as far as it differs. */

import { differingEntries } from '../../training/index.js';
import type { RecordedRun } from '../tables/runTable.js';
import type { ComparedSide } from './comparedSide.js';

/** A setting in which two sides differ. */
export interface SettingDifference {
  /** `settings` of the agent, `schedule`, `run` (engine, base policy, reward), `identity` (hashes), or `made` (versions). */
  readonly part: 'run' | 'settings' | 'schedule' | 'identity' | 'made';
  /** For instance `lambda`, or `agent.update`. */
  readonly name: string;
  /** What it is, where its name does not say it. */
  readonly meaning?: string;
  /** Undefined where a side lacks it; a list where its runs have several. */
  readonly a: unknown;
  readonly b: unknown;
}

/** What tells a run's parts by name, in the words of records. */
const runPart = ({ agent, variant, start }: RecordedRun) => {
  const { base, engine, threads, reward } = start;
  return { agent, variant: variant ?? 'default', base, engine, threads, reward };
};

type Part = SettingDifference['part'];

function differing(part: Part, a: unknown, b: unknown): SettingDifference[] {
  return differingEntries(a, b).map(({ path, meaning, there, here }) => ({
    part,
    name: path,
    ...(meaning && { meaning }),
    a: there,
    b: here,
  }));
}

/** Several values of one entry, as one: the arm that a table recorded with two versions of the code says both. */
function merged(identities: ComparedSide['identities']): object {
  const [first, ...others] = identities;
  const entries = others.flatMap((other) => differingEntries(first, other));
  const several = entries.map(({ path, there, here }) => [path, `${there} and ${here}`]);
  return { ...flat(first), ...Object.fromEntries(several) };
}

const flat = (value: object) => Object.fromEntries(differingEntries({}, value).map(({ path, here }) => [path, here]));

/** The agent's numbers and the schedule stand under their own names already. */
function isNew({ name, part }: SettingDifference, known: readonly SettingDifference[]): boolean {
  if (part !== 'identity') return true;
  if (name.startsWith('schedule.') || name === 'engine' || name === 'threads') return false;
  return !known.some((other) => name === `agent.${other.name}`);
}

/**
 * The settings in which two sides differ: names, numbers and schedule as their runs' records have them, then what they are
 * by value, then commit and versions.
 *
 * @param a one side
 * @param b the other
 * @returns one entry for each difference, none where the two differ in their seeds alone; identities only where both are
 * known
 */
export function settingsDifference(a: ComparedSide, b: ComparedSide): SettingDifference[] {
  const [[one], [other]] = [a.runs, b.runs];
  const named = [
    ...differing('run', runPart(one), runPart(other)),
    ...differing('settings', one.start.settings, other.start.settings),
    ...differing('schedule', one.start.schedule, other.start.schedule),
  ];
  const areKnown = a.identities.length > 0 && b.identities.length > 0;
  const identity = areKnown ? differing('identity', merged(a.identities), merged(b.identities)) : [];
  return [...named, ...identity.filter((difference) => isNew(difference, named)), ...differing('made', a.made, b.made)];
}
