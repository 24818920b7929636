/** Which probes there are, and which a run is measured by. */

import { z } from 'zod';
import { didYouMean } from '../../settings/index.js';
import type { Probe, ProbeValue } from './probe.js';
import { discrimination, dormancy, rank, scale, sensitivity } from './representationProbes.js';
import { entropyCost, grounding } from './valueProbes.js';

/** The library's own, in the order of records. */
export const probes: readonly Probe[] = [grounding, entropyCost, sensitivity, discrimination, scale, rank, dormancy];

const VIEWS = ['q', 'layers', 'residual', 'logPi', 'temperature'] as const;

const probeForm = z.object({
  name: z.string().min(1),
  needs: z.array(z.enum(VIEWS)),
  values: z
    .record(z.string(), z.object({ quantity: z.string().min(1) }))
    .refine((values) => Object.keys(values).length > 0),
  measure: z.custom((value) => typeof value === 'function'),
});

const SHOWN = "{ name: 'spread', needs: ['q'], values: { qSpread: { quantity: 's.d. of Q' } }, measure: async … }";

function probeOf(choice: string | Probe): Probe {
  if (typeof choice === 'string') {
    const names = probes.map(({ name }) => name);
    const found = probes.find(({ name }) => name === choice);
    if (found) return found;
    throw new RangeError(`There is no probe '${choice}'; there are ${names.join(', ')}.${didYouMean(choice, names)}`);
  }
  const faults = probeForm.safeParse(choice).error?.issues ?? [];
  if (faults.length === 0) return choice;
  const said = faults.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ');
  throw new TypeError(`That is no probe (${said}). A probe is for instance ${SHOWN}; views are ${VIEWS.join(', ')}.`);
}

/**
 * The probes that a run is measured by.
 *
 * @param choices names of the library's, or probes of the reader's own; by default all of the library's
 * @returns the probes
 * @throws RangeError on a name that does not exist, on two probes of one name, and on a value that two record; TypeError on
 * what is no probe
 */
export function chosenProbes(choices: readonly (string | Probe)[] = probes): readonly Probe[] {
  const chosen = choices.map(probeOf);
  const values = chosen.flatMap((probe) => Object.keys(probe.values));
  for (const [what, names] of Object.entries({ probes: chosen.map(({ name }) => name), values })) {
    const twin = names.find((name, i) => names.indexOf(name) < i);
    if (twin) throw new RangeError(`Two ${what} have the name '${twin}': one of them would hide the other.`);
  }
  return chosen;
}

/**
 * What a recorded value is.
 *
 * @param name as it is recorded, for instance `baseQ` or `sensitivity3`
 * @param among the probes that may have recorded it; the library's by default
 * @returns its description; undefined where none of the probes has it
 */
export function describeValue(name: string, among: readonly Probe[] = probes): ProbeValue | undefined {
  const whole = among.find(({ values }) => Object.hasOwn(values, name));
  if (whole && !whole.values[name].perLayer) return whole.values[name];
  const [, stem, layer] = /^(.*\D)(\d+)$/.exec(name) ?? [];
  const value = among.find(({ values }) => stem && values[stem]?.perLayer)?.values[stem];
  return value && { ...value, quantity: `${value.quantity}, layer ${layer}` };
}
