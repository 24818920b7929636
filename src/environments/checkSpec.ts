/**
 * What a task of the reader's own must say of itself.
 *
 * @outsideNumerics it checks what was written
 */

import { z } from 'zod';
import { flattenSpec } from '../arrays/index.js';
import { checkSettings, integerFrom, numberIn } from '../settings/index.js';
import type { EnvSpec } from './env.js';

const text = z.custom<string>((value) => typeof value === 'string' && value !== '', 'must be a text that is not empty');
const feature = z.looseObject({
  name: text,
  index: integerFrom(0, 'a place in the observation'),
  offset: numberIn('(-∞, ∞)', 'in the raw unit'),
  scale: numberIn('(-∞, ∞)', 'in the raw unit').refine((scale) => scale !== 0, 'is 0; features are divided by it'),
  clip: z.custom<number>((clip) => (clip as number) > 0, 'must be a positive number, or Infinity for none'),
});
const shows = z.custom(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  "must be arrays by name, for instance { rgb: { shape: [64, 64, 3], dtype: 'uint8' } }",
);
const specForm = z.looseObject({
  id: text,
  obsDim: integerFrom(1, 'numbers of an observation'),
  obsNames: z.array(text),
  objects: z.array(text).optional(),
  actionDim: integerFrom(1, 'entries of an action'),
  horizon: integerFrom(1, 'primitive steps'),
  controlHz: numberIn('(0, ∞)', 'primitive steps per second'),
  stateFeatures: z.array(feature),
  taskFeatures: z.array(feature),
  shows: shows.optional(),
});

/**
 * Fails on a task that cannot be run as it says.
 *
 * @param spec what the task says of itself
 * @throws RangeError naming each entry that is missing or out of its range; names that are no `obsDim` different ones; a
 * feature that looks beyond the observation; a task without features
 */
export function checkSpec(spec: EnvSpec): void {
  checkSettings(specForm, spec, `The spec of the task ${String(spec?.id)}`);
  if (spec.shows) flattenSpec(spec.shows);
  const { id, obsDim, obsNames, stateFeatures, taskFeatures } = spec;
  if (obsNames.length !== obsDim)
    throw new RangeError(`${id}: obsNames has ${obsNames.length} names, obsDim is ${obsDim}; name every number.`);
  const twice = obsNames.find((name, i) => obsNames.indexOf(name) !== i);
  if (twice !== undefined)
    throw new RangeError(`${id}: two entries of the observation are called '${twice}'; give each a name of its own.`);
  const features = [...stateFeatures, ...taskFeatures];
  const beyond = features.find(({ index }) => index >= obsDim);
  if (beyond)
    throw new RangeError(
      `${id}: the feature ${beyond.name} looks at entry ${beyond.index} of an observation that has ${obsDim}, 0 to ${obsDim - 1}.`,
    );
  if (features.length === 0)
    throw new RangeError(`${id}: there are no features, so that an agent would see nothing. See featureTable.`);
}
