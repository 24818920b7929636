/** Why some runs cannot stand in one sample, whatever they are called. */

import { valueHash } from '../../files/index.js';
import { compareRuns } from './compareRuns.js';
import { budgetOf } from './runHealth.js';
import { type RecordedRun, variantOf } from './runTable.js';

/** What all runs of a sample share: the words around its value, and what to do where there are several. */
interface Shared {
  readonly before: string;
  readonly of: (run: RecordedRun) => string | number;
  readonly after?: string;
  readonly advice: string;
}

const SHARED: readonly Shared[] = [
  { before: 'over', of: ({ start }) => start.base, advice: 'Say which: { base: … }.' },
  {
    before: 'on',
    of: ({ start }) => start.task,
    advice:
      'Take one task at a time: statistics pool tasks as strata, stratifiedBootstrap([scores of one, scores of the other]).',
  },
  { before: 'of the variants', of: variantOf, advice: 'Take one: armRuns(table, { agent, variant: … }).' },
  { before: 'of', of: budgetOf, after: ' chunks', advice: 'Say which: { chunks: … }.' },
  {
    before: 'over base policies that succeed in',
    of: ({ base }) => `${base.success} of ${base.episodes}`,
    after: ' episodes',
    advice: 'Record all runs of an arm over the same base policy.',
  },
];

/** Parts of a schedule that change no number of a run, and the budget, which has words of its own. */
const PASSED_OVER = ['totalChunks', 'checkpointEvery', 'probeEpisodes', 'heldOutEpisodes'];

/** The settings and parts of the schedule in which runs differ, with their values. */
function differingSettings(runs: readonly RecordedRun[]): string[] {
  return (['schedule', 'settings'] as const).flatMap((part) => {
    const all = runs.map(({ start }) => start[part] as Readonly<Record<string, unknown>>);
    const names = [...new Set(all.flatMap((values) => Object.keys(values)))];
    return names.flatMap((name) => {
      if (PASSED_OVER.includes(name)) return [];
      const texts = new Map(all.map((values) => [JSON.stringify(values[name]) ?? 'none', values[name]]));
      const values = new Map([...texts].map(([text, value]) => [valueHash(value), text]));
      return values.size > 1 ? [`${name} ${[...values.values()].join(' and ')}`] : [];
    });
  });
}

/**
 * Runs by seed.
 *
 * @param runs recorded runs
 * @returns the runs of each seed, in the order of seeds
 */
export function bySeed(runs: readonly RecordedRun[]): Map<number, RecordedRun[]> {
  const seeds = new Map<number, RecordedRun[]>();
  for (const run of [...runs].sort((a, b) => a.seed - b.seed))
    seeds.set(run.seed, [...(seeds.get(run.seed) ?? []), run]);
  return seeds;
}

/** Runs of one seed that are not the same run. */
function differingTwins(runs: readonly RecordedRun[]): string[] {
  return [...bySeed(runs)].flatMap(([seed, [first, ...others]]) => {
    const difference = others.map((other) => compareRuns(first, other)).find((found) => found !== undefined);
    if (!difference) return [];
    const { where, recorded, recomputed } = difference;
    return [`${others.length + 1} runs of seed ${seed} that differ, first at ${where}: ${recorded} and ${recomputed}`];
  });
}

/**
 * Why some runs cannot stand in one sample.
 *
 * @param runs recorded runs that bear one name
 * @returns for instance `runs of 6000 and 12000 chunks. Say which: { chunks: … }.`; none when they differ in their seed
 * alone, and equal ones of one seed aside
 */
export function sampleFaults(runs: readonly RecordedRun[]): string[] {
  const several = SHARED.flatMap(({ before, of, after = '', advice }) => {
    const values = [...new Set(runs.map(of))].sort((a, b) => (typeof a === 'number' ? a - Number(b) : 0));
    return values.length > 1 ? [`runs ${before} ${values.join(' and ')}${after}. ${advice}`] : [];
  });
  if (several.length > 0) return several;
  const settings = differingSettings(runs).map((text) => `runs with ${text}. Record them as arms of their own.`);
  if (settings.length > 0) return settings;
  return differingTwins(runs).map((text) => `${text}. Take the table that you mean, or record the seed anew.`);
}
