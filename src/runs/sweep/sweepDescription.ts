/** What a sweep is asked for: a small file, checked, that stands for tasks × bases × variants × agents × seeds. */

import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { referenceFrom } from '../../parts/index.js';
import { isReference } from '../../settings/index.js';
import type { SweepDescription } from '../spec/sweepSchema.js';

/**
 * Checks a description and fills in what it leaves out.
 *
 * @param value for instance `{ finding: '08-dawn', tasks: ['gantry-peg'], seeds: { first: 1, count: 8 } }`
 * @param source where it comes from, for the error
 * @returns the description
 * @throws Error naming each place that is wrong and what was expected
 */
export async function sweepDescription(value: unknown, source = 'The sweep'): Promise<SweepDescription> {
  // Only planning needs the checker; the runs of a sweep begin without it.
  const [{ prettifyError }, { sweepSchema }] = await Promise.all([import('zod'), import('../spec/sweepSchema.js')]);
  const result = sweepSchema.safeParse(value);
  if (!result.success) throw new Error(`${source} cannot be planned:\n${prettifyError(result.error)}`);
  return result.data;
}

/** A description whose references read from the working directory, as those of the runs do. */
function fromHere(description: SweepDescription, folder: string): SweepDescription {
  const { tasks, agents, bases, probes, variants } = description;
  const here = <Value>(value: Value) => (isReference(value) ? (referenceFrom(value, folder) as Value) : value);
  const all = <Names extends readonly string[]>(names: Names) => names.map(here) as unknown as Names;
  const changed = Object.entries(variants).map(([name, variant]) => {
    const knobs = Object.fromEntries(Object.entries(variant.knobs).map(([knob, value]) => [knob, here(value)]));
    return [name, { ...variant, knobs, ...(variant.agents && { agents: all(variant.agents) }) }] as const;
  });
  return {
    ...description,
    tasks: all(tasks),
    agents: all(agents),
    ...(bases && { bases: all(bases) }),
    ...(probes && { probes: all(probes) }),
    variants: Object.fromEntries(changed),
  };
}

/**
 * Reads a description. Its references to parts of the reader's own start from its folder.
 *
 * @param file a JSON file
 * @returns the description
 * @throws Error when there is no such file, it is no JSON, or something in it is wrong
 */
export async function readSweepDescription(file: string): Promise<SweepDescription> {
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}. See data/sweeps for examples.`);
  }
  return fromHere(await sweepDescription(value, file), dirname(file));
}
