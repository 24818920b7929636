/** Actions into bounds, with the checks that every environment makes. */

/**
 * Writes an action, bounded to [−1, 1], and counts what was cut off.
 *
 * @param action primitive action; entries are finite
 * @param target where to write, of the action's length
 * @returns how many entries lay outside the bounds
 * @throws RangeError on a wrong length or a non-finite entry
 */
export function clipAction(action: ArrayLike<number>, target: Float64Array | Float32Array): number {
  if (action.length !== target.length)
    throw new RangeError(
      `Action has ${action.length} entries, the environment takes ${target.length}. Pass one primitive action, not a chunk.`,
    );
  let clipped = 0;
  for (let i = 0; i < target.length; i++) {
    const value = action[i];
    if (!Number.isFinite(value))
      throw new RangeError(`Action entry ${i} is ${value}; every entry must be a finite number (usually in [-1, 1]).`);
    if (value < -1 || value > 1) clipped++;
    target[i] = Math.max(-1, Math.min(1, value));
  }
  return clipped;
}
