/** The kinds of learned base policies by name. A new kind is one entry here. */

import type { BaseNoise } from '../baseName.js';
import { cloning } from './cloning/cloning.js';
import { diffusion } from './diffusion/diffusion.js';
import type { LearnedKind } from './learnedKind.js';
import { transformer } from './transformer/behaviourTransformer.js';
import { visual } from './visual/visual.js';

const kinds = { diffusion, cloning, transformer, visual };

/** Names of the learned kinds. */
export type LearnedKindName = keyof typeof kinds;

/** Every learned kind by name; sizes in a checkpoint replace the defaults. */
export const learnedKinds = kinds as Readonly<Record<LearnedKindName, LearnedKind<unknown>>>;

/**
 * Looks a kind up.
 *
 * @param name for instance `diffusion`
 * @returns the kind
 * @throws Error naming those that there are
 */
export function kindByName(name: string): LearnedKind<unknown> {
  if (Object.hasOwn(learnedKinds, name)) return learnedKinds[name as LearnedKindName];
  throw new Error(`There is no learned base policy '${name}'; there are ${Object.keys(learnedKinds).join(', ')}.`);
}

/**
 * Whether a base policy samples its acts, so that its noise can be taken away.
 *
 * @param policy its name, for instance `diffusion-15demos` or `scripted`
 * @returns false for a policy that decides alike every time, or draws its own noise
 */
export function samplesActs(policy: string): boolean {
  const [kind] = policy.split('-');
  return Object.hasOwn(learnedKinds, kind) && learnedKinds[kind as LearnedKindName].noise !== undefined;
}

/**
 * Fails on a noise for a policy that has none.
 *
 * @param policy its name, for instance `diffusion-15demos` or `scripted`
 * @param noise how its random numbers are to come
 * @throws RangeError when they are not to be sampled and the kind draws nothing
 */
export function checkNoise(policy: string, noise: BaseNoise): void {
  if (noise !== 'sampled' && !samplesActs(policy))
    throw new RangeError(`The ${policy} policy samples nothing: there is no noise that could be ${noise}.`);
}
