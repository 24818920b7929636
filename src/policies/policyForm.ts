/**
 * The forms of what a base policy's file says beside its weights.
 *
 * @outsideNumerics it checks what was read
 */

import { z } from 'zod';

const text = z.string().min(1);
const positive = z.int().positive();
/** JSON knows no Infinity: the reader of the file has put it in. */
const bound = z.custom<number>((value) => typeof value === 'number' && value > 0, 'a positive number, or Infinity');

/** What a policy is and how it was trained; sizes of the network are its kind's. */
export const configForm = z.looseObject({
  task: text,
  kind: text,
  shape: z.looseObject({ obsHorizon: positive, predictSteps: positive, firstStep: z.int().nonpositive() }),
  executeSteps: positive,
  model: z.looseObject({}),
  obsDim: positive,
  features: z.array(
    z.looseObject({ name: text, index: z.int().nonnegative(), offset: z.number(), scale: z.number(), clip: bound }),
  ),
  actionScales: z.array(z.number()).optional(),
  training: z.looseObject({
    steps: positive,
    batch: positive,
    learningRate: z.number(),
    finalLearningRate: z.number(),
    warmupSteps: z.int().nonnegative(),
    weightDecay: z.number(),
  }),
  seed: z.int().nonnegative(),
  demonstrations: positive,
});

/** How good it was measured to be. */
export const evaluationForm = z.looseObject({
  task: text,
  kind: text,
  episodes: positive,
  firstSeed: z.int().nonnegative(),
  successes: z.int().nonnegative(),
  success: z.looseObject({
    estimate: z.number(),
    low: z.number(),
    high: z.number(),
    level: z.number(),
    method: text,
  }),
  /** JSON writes NaN, where no episode succeeded, as null. */
  meanSteps: z.number().nullable(),
  seconds: z.number(),
});

/** How the file came to be. */
export const provenanceForm = z.looseObject({
  command: text,
  versions: z.record(z.string(), z.string()),
  platform: text,
});
