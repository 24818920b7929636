/**
 * The form of a run's specification as it stands in files: every field of {@link RunSpec} is here, or this does not
 * compile. Names beyond those are kept as they are, for a later version may have written them.
 */

import { z } from 'zod';
import { knobsForm } from '../../agents/index.js';
import { ENGINE_NAMES } from '../../compute/index.js';
import { PHYSICS_NAMES } from '../../environments/index.js';
import type { OwnCode, OwnReferences } from '../../parts/index.js';
import { BASE_NOISES } from '../../policies/index.js';
import { scheduleForm } from '../../tasks/index.js';
import type { RunContent, Values } from '../../training/index.js';
import type { RunArm } from './runArm.js';
import type { RunSpec } from './runSpec.js';

const text = z.string();
const maybe = text.optional();
const texts = z.array(text).optional();
const values: z.ZodType<Values> = z.record(text, z.union([text, z.number()]));

/** A form for each name of a type, whether or not a value of that type must have it. */
type Entries<T> = { readonly [Name in keyof T]-?: z.ZodType<T[Name]> };

const ownCode = z.looseObject({
  task: maybe,
  agent: maybe,
  base: maybe,
  probes: texts,
  normalizer: maybe,
  valueHead: maybe,
  criticInput: maybe,
  actorInput: maybe,
  ensemble: maybe,
  target: maybe,
  explicitTarget: maybe,
  optimizer: maybe,
  warmup: maybe,
  gate: maybe,
} satisfies Entries<OwnCode>);

const content = z.looseObject({
  task: values,
  baseNoise: z.enum(BASE_NOISES).exclude(['sampled']).optional(),
  played: maybe,
  own: ownCode.optional(),
  probes: maybe,
  agent: values,
  physics: maybe,
  platform: text,
} satisfies Entries<Omit<RunContent, 'base'>>);

const references = z.looseObject({ task: maybe, agent: maybe, base: maybe } satisfies Entries<OwnReferences>);

const entries = {
  finding: text,
  task: text,
  agent: text,
  variant: text,
  scale: z.enum(['smoke', 'quick', 'full']),
  seed: z.int().nonnegative(),
  knobs: z.looseObject(knobsForm.shape),
  schedule: z.looseObject(scheduleForm.shape),
  base: z.looseObject({ kind: text, sha256: text }),
  own: references.optional(),
  probes: texts,
  engine: z.enum(ENGINE_NAMES),
  threads: z.int().positive(),
  physics: z.enum(PHYSICS_NAMES).optional(),
  together: z.int().positive().optional(),
  numerics: text,
  content,
} satisfies Entries<RunSpec>;

/** The form of a specification. */
export const specForm: z.ZodType<RunSpec> = z.looseObject(entries);

const { finding: _finding, task: _task, seed: _seed, ...common } = entries;

/** The form of an arm: of what its runs have in common. */
export const armForm: z.ZodType<RunArm> = z.looseObject(common);
