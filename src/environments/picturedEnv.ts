/** Environments whose picture lies in the observation, byte by byte: for an agent that learns to see. */

import { sizeOf } from '../arrays/index.js';
import { besideNumbers } from './encodedEnv.js';
import type { EnvSpec } from './env.js';
import type { VectorEnv } from './vectorEnv.js';

/** The name of the picture that a task shows; @throws RangeError unless it has one, of the shape that is asked for */
function pictureName({ id, shows = {} }: EnvSpec, shape: readonly number[]): string {
  const found = Object.entries(shows).find((entry) => entry[1].dtype === 'uint8' && `${entry[1].shape}` === `${shape}`);
  if (found) return found[0];
  const there = Object.entries(shows).map(([name, leaf]) => `${name}, ${leaf.dtype ?? 'float32'} [${leaf.shape}]`);
  throw new RangeError(
    `The agent learns to see pictures, uint8 [${shape}], and ${id} shows ${there.join('; ') || 'none'}. Train on ` +
      "gantry-peg-rgb, or leave the choice encoder: 'cnn' out.",
  );
}

/**
 * A task as an agent sees it that learns from its picture: numbers first, then every byte of the picture as a feature. What a
 * base policy's encoder made of it stays in the observation for that policy, and is no feature.
 *
 * @param spec the task, with what it shows
 * @param seen the same as the base policy sees it
 * @param picture shape that the agent sees, [height, width, channels]
 * @returns the spec of flat observations
 * @throws RangeError on a task that shows no picture of that shape
 */
export function picturedSpec(spec: EnvSpec, seen: EnvSpec, picture: readonly number[]): EnvSpec {
  pictureName(spec, picture);
  const names = Array.from({ length: sizeOf(picture) }, (_, i) => `byte${i}`);
  const as = { offset: 0, scale: 1, clip: Number.POSITIVE_INFINITY };
  const bytes = names.map((name, i) => ({ name, index: seen.obsDim + i, ...as }));
  return {
    ...seen,
    obsDim: seen.obsDim + names.length,
    obsNames: [...seen.obsNames, ...names],
    stateFeatures: spec.stateFeatures,
    taskFeatures: [...spec.taskFeatures, ...bytes],
    picture,
  };
}

/**
 * Wraps environments that show a picture, so that an agent sees numbers and bytes side by side.
 *
 * @param env environments as the base policy sees them, owned by the result
 * @param spec their task, with what it shows
 * @param picture shape that the agent sees, [height, width, channels]
 * @returns environments whose observations end with the picture
 * @throws RangeError on a task that shows no picture of that shape, and on stacked observations
 */
export function picturedEnv(env: VectorEnv, spec: EnvSpec, picture: readonly number[]): VectorEnv {
  const name = pictureName(spec, picture);
  return besideNumbers(env, picturedSpec(spec, env.spec, picture), async (shown) => Float32Array.from(shown[name]));
}
