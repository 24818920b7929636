import { checkLevel } from './checks.js';
import { holm } from './holm.js';

/**
 * The levels at which intervals say what {@link holm} says of their tests. With p-values in ascending order,
 * α = 1 − level and m of them, the i-th interval has level 1 − α/(m − i + 1) as long as p_(i) ≤ α/(m − i + 1); the first
 * that is greater passes its level on to all after it.
 *
 * An interval at its level that is made from the same test (`welch(a, b, level)`) lies beside 0 exactly where the
 * corrected p-value is at most α: a family of verdicts is then wrong about any true 0 with a chance of α at most. The
 * intervals are not simultaneous ones: those that are left need a higher level.
 *
 * @param pValues two-sided, one for each comparison, in [0, 1]
 * @param level nominal coverage of a single comparison
 * @returns one level for each p-value, in the order given, from `level` to 1 − α/m
 * @throws RangeError on an empty list, a value outside [0, 1], or a level outside (0, 1)
 *
 * See "A simple sequentially rejective multiple test procedure" by Holm (Scandinavian Journal of Statistics 1979).
 */
export function holmLevels(pValues: readonly number[], level = 0.95): number[] {
  checkLevel('holmLevels', level);
  const alpha = 1 - level;
  const adjusted = holm(pValues);
  const rejected = adjusted.filter((p) => p <= alpha).length;
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i] - pValues[j]);
  const levels = new Array<number>(pValues.length);
  order.forEach((index, rank) => {
    levels[index] = 1 - alpha / (pValues.length - Math.min(rank, rejected));
  });
  return levels;
}
