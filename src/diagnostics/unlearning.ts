/** What an agent loses of its base policy before it gains. */

/** A fall below the base policy. */
export interface Unlearning {
  /** max(0, base − min success): the lowest point. */
  readonly depth: number;
  /** Mean over the curve of max(0, base − success): depth and duration together. */
  readonly area: number;
}

/**
 * How deep and how long a learning curve lies below its base policy.
 *
 * @param success success at each evaluation, equally spaced, in order
 * @param base success of the base policy alone
 * @param share which first part of the curve counts, in (0, 1]; all of it by default
 * @returns depth and area, as success rates
 * @throws RangeError on an empty curve, or a share outside (0, 1]
 */
export function unlearning(success: readonly number[], base: number, share = 1): Unlearning {
  if (success.length === 0) throw new RangeError('unlearning: the curve has no points.');
  if (!(share > 0 && share <= 1)) throw new RangeError(`unlearning: the share must lie in (0, 1], got ${share}.`);
  const losses = success.slice(0, Math.ceil(share * success.length)).map((value) => Math.max(0, base - value));
  return { depth: Math.max(...losses), area: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
}
