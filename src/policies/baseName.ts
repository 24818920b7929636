/** Names of base policies: a kind, which of its policies, and how its random numbers come. */

/** How a base policy that samples its acts gets its random numbers. */
export const BASE_NOISES = ['sampled', 'zero', 'fixed'] as const;

/**
 * `sampled`: fresh numbers for every chunk, from the slot's stream. `zero`: all zeros, the middle of what it could have
 * drawn: a diffusion policy starts at x_T = 0, a policy that samples a category takes the likeliest. `fixed`: one draw
 * for every chunk of every episode. The last two make the policy deterministic.
 */
export type BaseNoise = (typeof BASE_NOISES)[number];

/**
 * The name of a policy with its noise.
 *
 * @param policy for instance `diffusion` or `diffusion-15demos`
 * @param noise how its random numbers come
 * @returns for instance `diffusion@zero`; the policy's own name where they are sampled
 */
export function baseName(policy: string, noise: BaseNoise): string {
  return noise === 'sampled' ? policy : `${policy}@${noise}`;
}

/**
 * What a name says.
 *
 * @param name for instance `diffusion@zero`
 * @returns the policy, which tells the file of its weights, and its noise, `sampled` where none is named
 * @throws RangeError on a noise that does not exist
 */
export function parseBaseName(name: string): { readonly policy: string; readonly noise: BaseNoise } {
  const at = name.indexOf('@');
  if (at < 0) return { policy: name, noise: 'sampled' };
  const noise = BASE_NOISES.find((known) => known === name.slice(at + 1));
  if (noise) return { policy: name.slice(0, at), noise };
  throw new RangeError(
    `The base policy ${name} asks for a noise '${name.slice(at + 1)}'; there are ${BASE_NOISES.join(', ')}.`,
  );
}
