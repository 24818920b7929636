/**
 * The form of a run's records, for what is read back from files.
 *
 * @outsideNumerics it writes down what happened
 */

import { z } from 'zod';
import type { Counters } from './counters.js';
import type { HeldOutRecord, RunRecord, StartRecord } from './record.js';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const counters = { chunks: count, primitiveSteps: z.int(), updates: count };
/** JSON has no NaN: a value that could not be measured is null, and becomes NaN again where the file is read. */
const numbers = z.record(z.string(), z.number().nullable()) as unknown as z.ZodType<Readonly<Record<string, number>>>;
const use = z.looseObject({ size: share, saturated: share });
const outcomes = z.string().regex(/^[01]+$/, 'a 1 or a 0 for every episode');
const protocol = z.looseObject({
  residual: z.enum(['deterministic', 'sampled', 'behaviour', 'none']),
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
  reward: z.object({ low: z.number(), high: z.number() }).optional(),
});

const heldOutForm = z.looseObject({
  firstSeed: count,
  base: outcomes,
  mean: outcomes,
  sampled: outcomes,
  residual: use,
});

/** The form of a score on held-out episodes, without the moment. */
export const heldOutSchema: z.ZodType<Omit<HeldOutRecord, 'kind' | keyof Counters>> = heldOutForm;

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
      residual: use.optional(),
    }),
    z.looseObject({ kind: z.literal('explicit'), ...counters, metrics: numbers }),
    z.looseObject({ kind: z.literal('probe'), ...counters, values: numbers }),
    heldOutForm.extend({ kind: z.literal('heldOut'), ...counters }),
    z.looseObject({
      kind: z.literal('end'),
      status: z.enum(['completed', 'interrupted', 'diverged']),
      ...counters,
      seconds: z.number(),
      message: z.string().optional(),
    }),
  ]),
]);
