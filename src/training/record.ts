/**
 * What a run's records are, and their form for what is read back from files.
 *
 * @outsideNumerics it writes down what happened
 */

import { z } from 'zod';
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

/** How a run ended. */
export interface EndRecord extends Counters {
  readonly kind: 'end';
  readonly status: 'completed' | 'interrupted' | 'diverged';
  readonly seconds: number;
  readonly message?: string;
}

/** Any line of a metrics file. */
export type RunRecord = StartRecord | EvaluationRecord | TrainingRecord | ExplicitRecord | ProbeRecord | EndRecord;

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const counters = { chunks: count, primitiveSteps: z.int(), updates: count };
/** JSON has no NaN: a value that could not be measured is null, and becomes NaN again where the file is read. */
const numbers = z.record(z.string(), z.number().nullable()) as unknown as z.ZodType<Readonly<Record<string, number>>>;
const protocol = z.looseObject({
  residual: z.enum(['deterministic', 'behaviour', 'none']),
  episodes: z.int().positive(),
  firstSeed: count,
  success: z.enum(['once', 'atEnd']),
});

/** The form of a start record: what a run is. */
export const startSchema: z.ZodType<StartRecord> = z.looseObject({
  kind: z.literal('start'),
  task: z.string(),
  agent: z.string(),
  seed: count,
  base: z.string(),
  engine: z.string(),
  threads: z.int().positive(),
  schedule: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.unknown()),
});

/** The form of any record. */
export const recordSchema: z.ZodType<RunRecord> = z.union([
  startSchema,
  z.discriminatedUnion('kind', [
    z.looseObject({
      kind: z.literal('evaluation'),
      policy: z.enum(['agent', 'base']),
      ...counters,
      success: share,
      protocol,
      seconds: z.number(),
    }),
    z.looseObject({
      kind: z.literal('training'),
      ...counters,
      episodes: count,
      successRate: share.nullable(),
      metrics: numbers,
    }),
    z.looseObject({ kind: z.literal('explicit'), ...counters, metrics: numbers }),
    z.looseObject({ kind: z.literal('probe'), ...counters, values: numbers }),
    z.looseObject({
      kind: z.literal('end'),
      status: z.enum(['completed', 'interrupted', 'diverged']),
      ...counters,
      seconds: z.number(),
      message: z.string().optional(),
    }),
  ]),
]);
