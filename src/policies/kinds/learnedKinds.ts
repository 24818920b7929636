/** The kinds of learned base policies by name. A new kind is one entry here. */

import { cloning } from './cloning/cloning.js';
import { diffusion } from './diffusion/diffusion.js';
import type { LearnedKind } from './learnedKind.js';
import { transformer } from './transformer/behaviourTransformer.js';

const kinds = { diffusion, cloning, transformer };

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
export function learnedKind(name: string): LearnedKind<unknown> {
  if (Object.hasOwn(learnedKinds, name)) return learnedKinds[name as LearnedKindName];
  throw new Error(`There is no learned base policy '${name}'; there are ${Object.keys(learnedKinds).join(', ')}.`);
}
