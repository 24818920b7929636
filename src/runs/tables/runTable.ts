/** Recorded runs in columns, one table per finding and task. */

import type { HeldOutRecord, StartRecord } from '../../training/index.js';
import type { RunArm } from '../spec/runArm.js';
import { runLabel } from '../spec/runSpec.js';

/** Columns of a run's evaluations, one entry per point of the curve. */
export interface CurveColumns {
  readonly chunks: readonly number[];
  readonly primitiveSteps: readonly number[];
  readonly updates: readonly number[];
  readonly success: readonly number[];
  readonly episodes: readonly number[];
  /** Wall-clock seconds; machine-dependent. */
  readonly seconds: readonly number[];
}

/** One run: what it was, how it ended, its curve and its training metrics. */
export interface RecordedRun {
  readonly agent: string;
  readonly seed: number;
  /** Identity of its specification; absent where it was not made by a sweep. */
  readonly id?: string;
  /** Name of the variation of the agent, `default` for none. */
  readonly variant?: string;
  readonly status: string;
  readonly message?: string;
  readonly start: StartRecord;
  readonly base: { readonly success: number; readonly episodes: number };
  readonly curve: CurveColumns;
  /**
   * Means over the interval that ends at each evaluation after the first: chunks, successRate of the executed episodes
   * (null where none ended) and how many ended, then the updates' metrics, and how much of its bound the residual used.
   */
  readonly training: Readonly<Record<string, readonly (number | null)[]>>;
  /** Means along the explicit warmup, of runs that have one: updates, then the updates' metrics. */
  readonly explicit?: Readonly<Record<string, readonly (number | null)[]>>;
  /** Diagnostics of the critic, of runs that were looked into: chunks, updates, then the values' names. */
  readonly probes?: Readonly<Record<string, readonly (number | null)[]>>;
  /** The one score on episodes of their own, of runs whose schedule asked for it. */
  readonly heldOut?: HeldOutScore;
}

/** A run's score on held-out episodes: outcomes in the order of seeds, and how much of its bound the mean residual used. */
export type HeldOutScore = Omit<HeldOutRecord, 'kind' | 'chunks' | 'primitiveSteps' | 'updates'>;

/** Where and with what the runs were made. */
export interface RunTableProvenance {
  /** The literal command that records the table. */
  readonly command: string;
  /** Git commit of the code, with `+` when the tree had changes. */
  readonly commit: string;
  /** Version of the numerical code; equal ones give equal curves on equal machines. */
  readonly numerics: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly hardware: string;
  /** When the table was written, ISO 8601. */
  readonly recordedAt: string;
}

/** All recorded runs of one finding on one task. */
export interface RunTable {
  readonly finding: string;
  readonly task: string;
  readonly provenance: RunTableProvenance;
  /** How to make the runs again, by agent, variant and base policy. */
  readonly arms: readonly RunArm[];
  readonly runs: readonly RecordedRun[];
  /** Runs that failed: listed, never dropped. */
  readonly failures?: readonly { readonly run: string; readonly error: string }[];
}

/**
 * The name of a run's variation.
 *
 * @param run recorded run
 * @returns for instance `no-anchor`; `default` where there is none
 */
export function variantOf({ variant = 'default' }: Pick<RecordedRun, 'variant'>): string {
  return variant;
}

/**
 * A recorded run's name for people, as {@link runLabel}.
 *
 * @param run recorded run
 * @returns for instance `gantry-peg dawn/no-anchor seed 3`
 */
export function recordedLabel(run: RecordedRun): string {
  const { agent, seed, start } = run;
  return runLabel({ task: start.task, agent, variant: variantOf(run), base: { kind: start.base }, seed });
}
