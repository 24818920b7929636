/** The form of a run's specification as it stands in files. */

import { z } from 'zod';
import type { RunSpec } from './runSpec.js';

/** What every part of runs reads of a specification; the rest is its identity's to check. */
export const specForm = z.looseObject({
  finding: z.string(),
  task: z.string(),
  agent: z.string(),
  variant: z.string(),
  seed: z.int().nonnegative(),
  schedule: z.looseObject({ totalChunks: z.number() }),
  base: z.looseObject({ kind: z.string() }),
}) as unknown as z.ZodType<RunSpec>;
