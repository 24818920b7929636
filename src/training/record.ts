/**
 * What a run's records are.
 *
 * @outsideNumerics it writes down what happened
 */

import type { ResidualUse } from '../diagnostics/index.js';
import type { RewardRange } from '../rewards/index.js';
import type { EvaluationProtocol } from '../rollouts/index.js';
import type { Counters } from './counters.js';

/** The first line: what this run is. */
export interface StartRecord {
  readonly kind: 'start';
  readonly task: string;
  readonly agent: string;
  readonly seed: number;
  readonly base: string;
  readonly engine: string;
  readonly threads: number;
  readonly schedule: object;
  /** The agent's numbers, networks by name. */
  readonly settings: object;
  /** Least and greatest reward of a chunk; absent for −1 until success. */
  readonly reward?: RewardRange;
}

/** An evaluation along the curve; `agent` is the policy with its residual, `base` the base policy alone. */
export interface EvaluationRecord extends Counters {
  readonly kind: 'evaluation';
  readonly policy: 'agent' | 'base';
  readonly success: number;
  readonly protocol: EvaluationProtocol;
  /** Wall-clock seconds of training so far: the one field that differs between equal runs. */
  readonly seconds: number;
}

/** Means of an interval of training. */
export interface TrainingRecord extends Counters {
  readonly kind: 'training';
  /** Episodes that ended in the interval, and the share of them that succeeded: null where none ended. */
  readonly episodes: number;
  readonly successRate: number | null;
  /** Means of the updates' metrics; empty during warmup. */
  readonly metrics: Readonly<Record<string, number>>;
  /** How much of its bound the residual used in the chunks that were executed; runs of earlier code do not say. */
  readonly residual?: ResidualUse;
}

/** Means of a part of an explicit warmup; `updates` counts on, `chunks` stands still. */
export interface ExplicitRecord extends Counters {
  readonly kind: 'explicit';
  readonly metrics: Readonly<Record<string, number>>;
}

/** Diagnostics of the critic at an evaluation, or along an explicit warmup, by the names that probes describe. */
export interface ProbeRecord extends Counters {
  readonly kind: 'probe';
  readonly values: Readonly<Record<string, number>>;
}

/**
 * The one score on episodes that nothing else has seen, the same for the base policy, the mean residual and samples.
 * Outcomes stand in the order of seeds: `1` for a success, `0` for none.
 */
export interface HeldOutRecord extends Counters {
  readonly kind: 'heldOut';
  readonly firstSeed: number;
  readonly base: string;
  /** With u = tanh(μ). */
  readonly mean: string;
  /** With u drawn as in training. */
  readonly sampled: string;
  /** How much of its bound the mean residual used. */
  readonly residual: ResidualUse;
}

/** How a run ended. */
export interface EndRecord extends Counters {
  readonly kind: 'end';
  readonly status: 'completed' | 'interrupted' | 'diverged';
  readonly seconds: number;
  readonly message?: string;
}

/** Any line of a metrics file. */
export type RunRecord =
  | StartRecord
  | EvaluationRecord
  | TrainingRecord
  | ExplicitRecord
  | ProbeRecord
  | HeldOutRecord
  | EndRecord;
