/** Whether a run's numbers are what they seem: did it end, did it diverge, can its critic be right. */

import { sparseReward, valueRange } from '../../rewards/index.js';
import { formatSeeds } from './formatSeeds.js';
import type { RecordedRun } from './runTable.js';

/**
 * How a run came out. `value beyond returns`: it completed, but its critic ends at values that no policy can have.
 * `crashed`: it stopped with an error.
 */
export type HealthState = 'completed' | 'value beyond returns' | 'unfinished' | 'diverged' | 'crashed';

/** A run's state with the numbers that it rests on. */
export interface RunHealth {
  readonly state: HealthState;
  /** Chunk transitions at its last evaluation. */
  readonly chunks: number;
  /** Chunk transitions that it was to have. */
  readonly budget: number;
  /** Mean Q over the batches of the last interval that had updates, in units of reward; undefined without any. */
  readonly value?: number;
  /** Least and greatest return that a policy can have, in the same unit; undefined where no discount was noted. */
  readonly returns?: readonly [low: number, high: number];
  /** Whether {@link value} lies beyond {@link returns} by more than the margin, however the run ended. */
  readonly isValueBeyond: boolean;
}

/** What a mean Q may exceed by, as a share of the range of returns: soft values count entropy, and fits have errors. */
const MARGIN = 0.1;

const STATES: Readonly<Record<string, HealthState>> = {
  completed: 'completed',
  diverged: 'diverged',
  failed: 'crashed',
};

/** A run's way and its end: what its health is read from. */
export type EndedRun = Pick<RecordedRun, 'status' | 'start' | 'curve'> & Partial<Pick<RecordedRun, 'training'>>;

/**
 * Chunk transitions that a run was to have.
 *
 * @param run recorded run
 * @returns its schedule's; those of its last evaluation where the schedule was not noted
 */
export function budgetOf({ start, curve }: Pick<EndedRun, 'start' | 'curve'>): number {
  const { totalChunks } = start.schedule as { readonly totalChunks?: number };
  return totalChunks ?? curve.chunks.at(-1) ?? 0;
}

/** G = Σ γᵏ r lies in the range of the task's rewards over 1 − γ: in [−1/(1 − γ), 0] where they are −1 until success. */
function returnRange({ start }: EndedRun): readonly [number, number] | undefined {
  const { discount } = start.settings as { readonly discount?: number };
  if (discount === undefined || !(discount >= 0 && discount < 1)) return undefined;
  const { low, high } = valueRange(start.reward ?? sparseReward, discount);
  return [low, high];
}

/**
 * How a run came out, and the numbers that say so.
 *
 * A mean Q counts as beyond returns when it lies more than a tenth of their range outside: 3.3 below −33.3 or above 0 at
 * γ = 0.97. A run whose records stop before its budget is unfinished, whatever its last word was.
 *
 * @param run recorded run, or a live one so far
 * @returns state, chunks made and planned, mean Q at the end, range of returns
 */
export function runHealth(run: EndedRun): RunHealth {
  const budget = budgetOf(run);
  const chunks = run.curve.chunks.at(-1) ?? 0;
  const value = run.training?.q?.findLast((q) => q !== null) ?? undefined;
  const returns = returnRange(run);
  const margin = returns ? MARGIN * (returns[1] - returns[0]) : 0;
  const isValueBeyond =
    value !== undefined && returns !== undefined && !(value >= returns[0] - margin && value <= returns[1] + margin);
  const ended = STATES[run.status] ?? 'unfinished';
  const whole = ended === 'completed' && chunks < budget ? 'unfinished' : ended;
  const state = whole === 'completed' && isValueBeyond ? 'value beyond returns' : whole;
  return { state, chunks, budget, value, returns, isValueBeyond };
}

const rounded = (value: number) => String(Number(value.toPrecision(3))).replace('-', '−');

/** Where the critics of some runs ended, and where returns lie. */
function valueText(healths: readonly RunHealth[]): string {
  const values = healths.flatMap(({ value }) => value ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)].map(rounded);
  const [least, greatest] = healths[0].returns ?? [];
  const range = least === undefined ? '' : `; returns lie in [${rounded(least)}, ${rounded(greatest ?? 0)}]`;
  return `a mean Q of ${low === high ? low : `${low} … ${high}`}${range}`;
}

const chunkText = ({ chunks, budget }: RunHealth) =>
  `after ${chunks.toLocaleString('en')} of ${budget.toLocaleString('en')} chunks`;

/**
 * What a reader must know about runs beside any number that is made of them, in sentences without a full stop.
 *
 * @param runs recorded runs of one arm
 * @returns for instance `seed 3 diverged after 4,000 of 12,000 chunks`; none when all completed and can be right
 */
export function healthNotes(runs: readonly (EndedRun & Pick<RecordedRun, 'seed'>)[]): string[] {
  const all = runs.map((run) => ({ seed: run.seed, health: runHealth(run) }));
  const words = { crashed: 'crashed', diverged: 'diverged', unfinished: 'is unfinished' } as const;
  const stopped = all.flatMap(({ seed, health }) =>
    health.state in words ? [`seed ${seed} ${words[health.state as keyof typeof words]} ${chunkText(health)}`] : [],
  );
  const beyond = all.filter(({ health }) => health.isValueBeyond);
  if (beyond.length === 0) return stopped;
  const [subject, verb] = beyond.length > 1 ? ['seeds', 'end'] : ['seed', 'ends'];
  const seeds = formatSeeds(beyond.map(({ seed }) => seed));
  return [...stopped, `${subject} ${seeds} ${verb} with ${valueText(beyond.map(({ health }) => health))}`];
}

/**
 * How many of some runs are in which state, for labels.
 *
 * @param runs recorded runs
 * @returns for instance `1 diverged, 3 with Q beyond returns`; empty when all completed and can be right
 */
export function healthCounts(runs: readonly EndedRun[]): string {
  const healths = runs.map(runHealth);
  const count = (state: HealthState) => healths.filter((health) => health.state === state).length;
  const parts: [number, string][] = [
    [count('crashed'), 'crashed'],
    [count('diverged'), 'diverged'],
    [count('unfinished'), 'unfinished'],
    [healths.filter(({ isValueBeyond }) => isValueBeyond).length, 'with Q beyond returns'],
  ];
  return parts.flatMap(([number, text]) => (number > 0 ? [`${number} ${text}`] : [])).join(', ');
}
