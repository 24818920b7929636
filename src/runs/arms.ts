/** Arms of recorded runs: which runs stand together in a comparison, as rows for figures and as scores. */

import type { CurvePoint } from '../plots/index.js';
import { curveRows } from './curveRows.js';
import { type RecordedRun, type RunTable, variantOf } from './runTable.js';

/** Runs that differ in their seed alone. */
export interface Arm {
  readonly agent: string;
  /** `default` by default. */
  readonly variant?: string;
  /** Kind of the base policy; need not be said where the runs have one. */
  readonly base?: string;
}

/** An arm under a name of its own. */
export interface NamedArm extends Arm {
  /** Name in figures. The names of agents have fixed colours; others take the spare ones. */
  readonly label: string;
}

/** A table, or what a cell trained, or several of either, of one task. */
export type RunSource = Pick<RunTable, 'runs'> | readonly Pick<RunTable, 'runs'>[];

const runsOf = (source: RunSource): readonly RecordedRun[] =>
  'runs' in source ? source.runs : source.flatMap(({ runs }) => runs);

/**
 * The arm that a run belongs to.
 *
 * @param run recorded run
 * @returns agent, variant, kind of the base policy
 */
export function armOf(run: RecordedRun): Required<Arm> {
  return { agent: run.agent, variant: variantOf(run), base: run.start.base };
}

/**
 * An arm in words.
 *
 * @param arm agent, variant, base
 * @returns for instance `dawn/no-anchor over diffusion`
 */
export function armText({ agent, variant = 'default', base }: Arm): string {
  return `${agent}${variant === 'default' ? '' : `/${variant}`}${base ? ` over ${base}` : ''}`;
}

/**
 * The arms that there are.
 *
 * @param source recorded runs
 * @returns agent, variant and base of each, in order of first appearance
 */
export function tableArms(source: RunSource): Required<Arm>[] {
  const arms = runsOf(source).map(armOf);
  return [...new Map(arms.map((arm) => [armText(arm), arm])).values()];
}

/**
 * The arms that there are, under the shortest names that tell them apart.
 *
 * @param source recorded runs
 * @returns each arm with a label such as `dawn`, `dawn/no-anchor`, or `dawn over mlp` where there are several bases
 */
export function namedArms(source: RunSource): NamedArm[] {
  const arms = tableArms(source);
  const isOneBase = new Set(arms.map(({ base }) => base)).size === 1;
  return arms.map((arm) => ({ ...arm, label: armText(isOneBase ? { ...arm, base: undefined } : arm) }));
}

/**
 * The runs of an arm. A seed that several tables hold counts once, as the first of them has it: findings that share an
 * arm must not count its runs twice.
 *
 * @param source recorded runs
 * @param arm which
 * @returns the runs in the order of seeds
 * @throws Error naming the arms that there are when this one is not among them; when its runs are of several base
 * policies and the arm does not say of which; when they are of several tasks
 */
export function armRuns(source: RunSource, arm: Arm): RecordedRun[] {
  const { agent, variant = 'default', base } = arm;
  const own = runsOf(source).filter(
    (run) => run.agent === agent && variantOf(run) === variant && (base ?? run.start.base) === run.start.base,
  );
  if (own.length === 0)
    throw new Error(
      `There is no arm ${armText(arm)}; there are ${tableArms(source).map(armText).join(', ') || 'none'}.`,
    );
  checkOne(
    `The arm ${armText(arm)} has runs over`,
    own.map(({ start }) => start.base),
    'Say which: { base: … }.',
  );
  checkOne(
    `The arm ${armText(arm)} has runs on`,
    own.map(({ start }) => start.task),
    'Take one task at a time: statistics pool tasks as strata, stratifiedBootstrap([scores of one, scores of the other]).',
  );
  const bySeed = new Map<number, RecordedRun>();
  for (const run of own) if (!bySeed.has(run.seed)) bySeed.set(run.seed, run);
  return [...bySeed.values()].sort((a, b) => a.seed - b.seed);
}

function checkOne(what: string, values: readonly string[], advice: string): void {
  const names = [...new Set(values)];
  if (names.length > 1) throw new Error(`${what} ${names.join(' and ')}. ${advice}`);
}

/**
 * The evaluations of arms, as figures take them: their `agent` is the arm's label.
 *
 * @param source recorded runs
 * @param arms which, in the order of the legend
 * @returns one row per run and point of its curve
 * @throws Error as {@link armRuns}
 * @example
 * const arms = [{ label: 'M = 4,000', agent: 'dawn' }, { label: 'M = 0', agent: 'dawn', variant: 'no-anchor' }];
 * showFigure(learningCurves(armRows(readRunTable('02-cold-start', 'gantry-peg'), arms)));
 */
export function armRows(source: RunSource, arms: readonly NamedArm[]): CurvePoint[] {
  return arms.flatMap((arm) => curveRows({ runs: armRuns(source, arm) }).map((row) => ({ ...row, agent: arm.label })));
}

/**
 * What each run of an arm scores.
 *
 * @param source recorded runs
 * @param arm which
 * @param score what counts of a run, for instance `finalSuccess`
 * @returns the scores in the order of seeds: the sample that statistics take
 * @throws Error as {@link armRuns}
 * @example
 * const table = readRunTable('08-dawn', 'gantry-peg');
 * iqm(armScores(table, { agent: 'dawn' }, areaUnderCurve));
 */
export function armScores<Score = number>(source: RunSource, arm: Arm, score: (run: RecordedRun) => Score): Score[] {
  return armRuns(source, arm).map(score);
}
