/** The form of a sweep's description, for its check. */

import { z } from 'zod';
import { AGENT_NAMES, knobsForm, PAPER_AGENTS } from '../../agents/index.js';
import { ENGINE_NAMES } from '../../compute/index.js';
import { PHYSICS_NAMES } from '../../environments/index.js';
import { isReference, oneOf } from '../../settings/index.js';
import { scheduleForm } from '../../tasks/index.js';

const name = z.string().regex(/^[\w.-]+$/, 'letters, digits, dots, dashes and underscores');
/** A part of the reader's own, such as `./mine.ts#task`. */
const reference = z.custom<string>(isReference);
const base = z
  .string()
  .regex(/^[\w.-]+(@\w+)?$/, 'the name of a base policy, for instance diffusion or diffusion@zero');
const agentNames = z.array(z.union([reference, oneOf('agent', AGENT_NAMES)])).nonempty();
const seed = z.int().nonnegative();
/** A list, or the first seed and how many. */
const seeds = z.union([z.array(seed).nonempty(), z.strictObject({ first: seed, count: z.int().positive() })]);

/** Changes to the knobs; a description is text, and so are the parts in it. */
const knobs = knobsForm.partial().superRefine((changes, context) => {
  for (const [name, value] of Object.entries(changes))
    if (typeof value === 'object' || typeof value === 'function')
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is a value, which no other process can be handed: write it into a file, and its reference here, './mine.ts#${name}'`,
      });
});

const variant = z.strictObject({
  /** Which agents have the variant; all of the sweep's by default. */
  agents: agentNames.optional(),
  /** Its own seeds, for instance more where a claim rests on it; the sweep's by default. */
  seeds: seeds.optional(),
  /** Changes to the task's knobs: numbers, and parts of an agent by name or reference. */
  knobs: knobs.default({}),
  /** Changes to the sweep's schedule. */
  schedule: scheduleForm.partial().default({}),
});

/** What a sweep may say, and what holds where it says nothing. */
export const sweepSchema = z.strictObject({
  finding: name,
  /** For people: what it is for, what it costs, what was cut and why. */
  about: z.string().optional(),
  tasks: z.array(z.union([reference, name])).nonempty(),
  /** The task whose knobs and schedule tasks of the reader's own start from. */
  preset: name.optional(),
  agents: agentNames.default([...PAPER_AGENTS]),
  seeds,
  scale: z.enum(['smoke', 'quick', 'full']).default('full'),
  /** Changes to the scale's schedule that all variants start from. */
  schedule: scheduleForm.partial().default({}),
  /** Kinds of the base policy, with `@zero` or `@fixed` for one whose noise is not sampled; each task's usual one by default. */
  bases: z
    .array(z.union([reference, base]))
    .nonempty()
    .optional(),
  /** What is measured where the schedule has `probeEpisodes`; by default all probes of the library. */
  probes: z.array(z.string()).nonempty().optional(),
  variants: z.record(name, variant).default({ default: { knobs: {}, schedule: {} } }),
  engine: z.enum(ENGINE_NAMES).default('onnx'),
  threads: z.int().positive().default(1),
  /** Which build of MuJoCo integrates tasks by name; `wasm` by default, whose runs can be made again anywhere. */
  physics: z.enum(PHYSICS_NAMES).optional(),
});

/** A sweep's description with everything filled in. */
export type SweepDescription = z.output<typeof sweepSchema>;
