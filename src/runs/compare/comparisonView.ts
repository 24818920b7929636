/** A comparison as rows and figures, for a cell, a terminal and a page alike. */

import { type Figure, intervalPlot, learningCurves } from '../../plots/index.js';
import type { Interval } from '../../statistics/index.js';
import { armOf, armText } from '../tables/arms.js';
import { baseOfTable, curveRows } from '../tables/curveRows.js';
import type { ComparedSide } from './comparedSide.js';
import type { SideComparison } from './compareSides.js';

type Row = Readonly<Record<string, unknown>>;

/** The parts of a comparison as tables. */
export interface ComparisonRows {
  readonly settings: readonly Row[];
  readonly scores: readonly Row[];
  readonly episodes: readonly Row[];
}

const short = (value: number) => String(Number(value.toFixed(3))).replace('-', '−');

/** An interval in a cell of a table. */
const intervalText = ({ estimate, low, high }: Interval) =>
  Number.isNaN(low)
    ? `${short(estimate)} (no interval from a single run)`
    : `${short(estimate)} [${short(low)}, ${short(high)}]`;

const HASH = /^[0-9a-f]{16,}$/;
const told = (value: unknown) => (typeof value === 'string' && HASH.test(value) ? value.slice(0, 8) : (value ?? '–'));

/**
 * The tables of a comparison.
 *
 * @param comparison from `compareSides`
 * @returns rows: settings that differ, with hashes cut to eight digits; scores; episodes seed by seed
 */
export function comparisonRows({ settings, scores, episodes }: SideComparison): ComparisonRows {
  return {
    settings: settings.map((entry) => ({
      part: entry.part,
      setting: entry.meaning ? `${entry.name}: ${entry.meaning}` : entry.name,
      A: told(entry.a),
      B: told(entry.b),
    })),
    scores: scores.map((entry) => ({
      score: entry.score,
      A: short(entry.a),
      B: short(entry.b),
      'B − A': intervalText(entry.interval),
    })),
    episodes: (episodes?.seeds ?? []).map(({ seed, mended, broken, pValue }) => ({
      seed,
      'fixed by B': mended,
      'broken by B': broken,
      p: short(pValue),
    })),
  };
}

/** Names in figures, which stay apart where both are called alike. */
function figureNames(a: ComparedSide, b: ComparedSide): string[] {
  return [a, b].map(({ runs: [first] }, i) => `${'AB'[i]}: ${armText({ ...armOf(first), base: undefined })}`);
}

/**
 * What a comparison says in sentences.
 *
 * @param comparison from `compareSides`
 * @returns how it was made, what is left out, and what came of the episodes
 */
export function comparisonNotes({ a, b, pairing, episodes, notes }: SideComparison): string[] {
  const sides = `A is ${a.label} (${a.runs.length} ${a.runs.length === 1 ? 'run' : 'runs'}), B is ${b.label} (${b.runs.length}).`;
  const scored = episodes
    ? `Fixed and broken are counted on ${episodes.episodes} held-out episodes; p is McNemar's exact test of one pair of runs.`
    : 'Fixed and broken episodes are not known: no pair of seeds was scored on the same held-out episodes (heldOutEpisodes).';
  const gain = episodes?.gain
    ? [
        `Over seeds and episodes, B − A on held-out episodes is ${intervalText(episodes.gain)}: ${episodes.gain.method}.`,
      ]
    : [];
  const unscored = episodes?.unscored.length
    ? [`Not scored on one set of episodes: seed ${episodes.unscored.join(', ')}.`]
    : [];
  return [sides, `Runs are ${pairing.said}.`, scored, ...gain, ...unscored, ...notes];
}

/** The base policy's line, where both sides have the same. */
function commonBase(a: ComparedSide, b: ComparedSide) {
  const [one, other] = [a, b].map(({ runs }) => runs[0].base);
  return one.success === other.success && one.episodes === other.episodes
    ? baseOfTable({ runs: [a.runs[0]] })
    : undefined;
}

/**
 * The figures of a comparison: both sides' curves as they were recorded, and B − A with its intervals.
 *
 * @param comparison from `compareSides`
 * @returns two figures, in the order in which they are read
 */
export function comparisonFigures(comparison: SideComparison): Figure[] {
  const { a, b, axis, scores } = comparison;
  const names = figureNames(a, b);
  const rows = [a, b].flatMap(({ runs }, i) => curveRows({ runs: runs.map((run) => ({ ...run, agent: names[i] })) }));
  const intervals = scores.map(({ score, interval }) => ({ label: score, interval }));
  return [
    learningCurves(rows, { axis, base: commonBase(a, b), title: 'Learning curves' }),
    intervalPlot(intervals, { quantity: 'B − A', reference: 0, title: 'How much higher B is' }),
  ];
}
