/** The form of a table of recorded runs, for what is read from files. */

import { z } from 'zod';
import { heldOutSchema, startSchema } from '../../training/index.js';
import { armForm } from '../spec/specForm.js';
import type { RecordedRun, RunTable } from './runTable.js';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const text = z.string();

/** Columns of equal length, in whatever order. */
const ofOneLength = (columns: Readonly<Record<string, readonly unknown[]>>) =>
  new Set(Object.values(columns).map(({ length }) => length)).size <= 1;
const ONE_LENGTH = 'columns of one length';

const metrics = z.record(text, z.array(z.number().nullable())).refine(ofOneLength, ONE_LENGTH);
const curve = z
  .object({
    chunks: z.array(count),
    primitiveSteps: z.array(z.int()),
    updates: z.array(count),
    success: z.array(share),
    episodes: z.array(z.int().positive()),
    seconds: z.array(z.number()),
  })
  .refine(ofOneLength, ONE_LENGTH)
  .refine(({ chunks }) => chunks.every((at, i) => i === 0 || at > chunks[i - 1]), 'chunks that grow: one run, once');

const run: z.ZodType<RecordedRun> = z
  .looseObject({
    agent: text,
    seed: count,
    id: text.optional(),
    variant: text.optional(),
    status: z.enum(['completed', 'diverged', 'interrupted', 'unfinished']),
    message: text.optional(),
    start: startSchema,
    base: z.looseObject({ success: share, episodes: z.int().positive() }),
    curve,
    training: metrics,
    explicit: metrics.optional(),
    probes: metrics.optional(),
    heldOut: heldOutSchema.optional(),
  })
  .refine(({ agent, seed, start }) => agent === start.agent && seed === start.seed, {
    error: 'agent and seed as the start record has them',
  });

/** The form of a table. */
export const tableSchema: z.ZodType<RunTable> = z
  .looseObject({
    finding: text.min(1),
    task: text.min(1),
    provenance: z.looseObject({
      command: text,
      commit: text,
      numerics: text,
      versions: z.record(text, text),
      hardware: text,
      recordedAt: text,
    }),
    arms: z.array(armForm),
    runs: z.array(run),
    failures: z.array(z.looseObject({ run: text, error: text })).optional(),
  })
  .refine(({ task, runs }) => runs.every(({ start }) => start.task === task), {
    error: "runs of the table's own task",
    path: ['runs'],
  });
