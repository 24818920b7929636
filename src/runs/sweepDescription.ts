/** What a sweep is asked for: a small file, checked, that stands for tasks × bases × variants × agents × seeds. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AGENT_NAMES } from '../agents/names.js';

const name = z.string().regex(/^[\w.-]+$/, 'letters, digits, dots, dashes and underscores');
const numbers = z.record(z.string(), z.number());
const agentNames = z.array(z.enum(AGENT_NAMES)).nonempty();
const seed = z.int().nonnegative();

const variant = z.strictObject({
  /** Which agents have the variant; all of the sweep's by default. */
  agents: agentNames.optional(),
  /** Changes to the task's knobs. */
  knobs: numbers.default({}),
  /** Changes to the scale's schedule. */
  schedule: numbers.default({}),
});

const sweep = z.strictObject({
  finding: name,
  tasks: z.array(name).nonempty(),
  agents: agentNames.default([...AGENT_NAMES]),
  /** A list, or the first seed and how many. */
  seeds: z.union([z.array(seed).nonempty(), z.strictObject({ first: seed, count: z.int().positive() })]),
  scale: z.enum(['smoke', 'quick', 'full']).default('full'),
  /** Kinds of the base policy. */
  bases: z.array(name).nonempty().default(['diffusion']),
  variants: z.record(name, variant).default({ default: { knobs: {}, schedule: {} } }),
  engine: z.enum(['onnx', 'eager']).default('onnx'),
  threads: z.int().positive().default(1),
});

/** A sweep's description with everything filled in. */
export type SweepDescription = z.output<typeof sweep>;

/**
 * Checks a description and fills in what it leaves out.
 *
 * @param value for instance `{ finding: '08-dawn', tasks: ['gantry-peg'], seeds: { first: 1, count: 8 } }`
 * @param source where it comes from, for the error
 * @returns the description
 * @throws Error naming each place that is wrong and what was expected
 */
export function sweepDescription(value: unknown, source = 'The sweep'): SweepDescription {
  const result = sweep.safeParse(value);
  if (!result.success) throw new Error(`${source} cannot be planned:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/**
 * Reads a description.
 *
 * @param file a JSON file
 * @returns the description
 * @throws Error when there is no such file, it is no JSON, or something in it is wrong
 */
export function readSweepDescription(file: string): SweepDescription {
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}. See data/sweeps for examples.`);
  }
  return sweepDescription(value, file);
}
