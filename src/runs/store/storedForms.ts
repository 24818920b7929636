/** The forms of what sweeps and runs keep on disk, for what is read back. What makes a run's numbers, its identity checks. */

import { z } from 'zod';
import type { CodeIdentity } from '../spec/codeIdentity.js';
import type { RunSpec } from '../spec/runSpec.js';
import type { SweepPlan } from '../sweep/sweepPlan.js';
import type { RunManifest } from './manifest.js';

const text = z.string();
const count = z.int().nonnegative();
const texts = z.record(text, text);

/** The form of a code's identity. */
export const codeForm: z.ZodType<CodeIdentity> = z.looseObject({
  numerics: text,
  commit: text,
  difference: text,
  lockfile: text,
});

/** What every part of this folder reads of a specification; the rest is its identity's to check. */
const specForm = z.looseObject({
  finding: text,
  task: text,
  agent: text,
  variant: text,
  seed: count,
  schedule: z.looseObject({ totalChunks: z.number() }),
  base: z.looseObject({ kind: text }),
}) as unknown as z.ZodType<RunSpec>;

/** The form of `manifest.json`. */
export const manifestForm: z.ZodType<RunManifest> = z.looseObject({
  id: text,
  spec: specForm,
  status: z.enum(['running', 'interrupted', 'failed', 'diverged', 'completed']),
  code: codeForm,
  versions: texts,
  hardware: text,
  streams: z.array(text),
  attempts: z.array(
    z.looseObject({
      host: text,
      pid: count,
      startedAt: text,
      job: text.optional(),
      notices: z.array(text),
    }),
  ),
  seconds: z.number().optional(),
  inputs: texts,
  outputs: texts,
  error: text.optional(),
});

/** The form of `plan.json`. */
export const planForm = z.looseObject({
  description: z.looseObject({ finding: text, tasks: z.array(text) }),
  pin: text,
  code: codeForm,
  runs: z.array(
    z.looseObject({ id: text, spec: specForm, isRetired: z.literal(true).optional(), recordedIn: text.optional() }),
  ),
}) as unknown as z.ZodType<SweepPlan>;

/** The form of a lock file of npm, as far as versions are compared. */
export const packagesForm = z.looseObject({
  packages: z.record(text, z.looseObject({ version: text.optional(), optional: z.boolean().optional() })),
});
