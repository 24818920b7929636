/** Arms of recorded runs: which runs stand together in a comparison. */

import { type RecordedRun, type RunTable, variantOf } from './runTable.js';

/** Runs that differ in their seed alone. */
export interface Arm {
  readonly agent: string;
  /** `default` by default. */
  readonly variant?: string;
  /** Kind of the base policy; need not be said where the runs have one. */
  readonly base?: string;
  /** Chunk transitions that its runs were to have; need not be said where the runs have one budget. */
  readonly chunks?: number;
}

/** What arms are told apart by where nothing more is said. */
export type RunKind = Required<Pick<Arm, 'agent' | 'variant' | 'base'>>;

/** An arm under a name of its own. */
export interface NamedArm extends Arm {
  /** Name in figures. The names of agents have fixed colours; others take the spare ones. */
  readonly label: string;
}

/** A table, or what a cell trained, or several of either, of one task. */
export type RunSource = Pick<RunTable, 'runs'> | readonly Pick<RunTable, 'runs'>[];

/**
 * All runs of a source.
 *
 * @param source recorded runs
 * @returns the runs, table by table
 */
export function runsOf(source: RunSource): readonly RecordedRun[] {
  return 'runs' in source ? source.runs : source.flatMap(({ runs }) => runs);
}

/**
 * The arm that a run belongs to.
 *
 * @param run recorded run
 * @returns agent, variant, kind of the base policy
 */
export function armOf(run: RecordedRun): RunKind {
  return { agent: run.agent, variant: variantOf(run), base: run.start.base };
}

/**
 * An arm in words.
 *
 * @param arm agent, variant, base
 * @returns for instance `dawn/no-anchor over diffusion`, with ` of 8000 chunks` where its budget is said
 */
export function armText({ agent, variant = 'default', base, chunks }: Arm): string {
  const name = `${agent}${variant === 'default' ? '' : `/${variant}`}${base ? ` over ${base}` : ''}`;
  return chunks === undefined ? name : `${name} of ${chunks} chunks`;
}

/**
 * The arms that there are.
 *
 * @param source recorded runs
 * @returns agent, variant and base of each, in order of first appearance
 */
export function tableArms(source: RunSource): RunKind[] {
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
