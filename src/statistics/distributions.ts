/** Quantiles of the normal, Student and χ² distributions, by bisection of their distribution functions. */

import { erf, incompleteBeta, incompleteGamma } from './specialFunctions.js';

/** The x ≥ 0 with central(x) = level, for an increasing `central` with central(0) = 0. */
function solveCentral(central: (x: number) => number, level: number): number {
  let low = 0;
  let high = 1;
  while (central(high) < level && high < 1e12) high *= 2;
  for (let i = 0; i < 100 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2;
    if (central(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The z with P(|Z| < z) = level for a standard normal Z; 1.959964 for 0.95.
 *
 * @param level coverage in (0, 1)
 * @returns the two-sided critical value, in standard deviations
 */
export function normalCritical(level: number): number {
  return solveCentral((z) => erf(z / Math.SQRT2), level);
}

/**
 * The t with P(|T| < t) = level for a Student T, using `P(|T| < t) = 1 − I_x(ν/2, ½)`, x = ν / (ν + t²);
 * 2.364624 for 0.95 and ν = 7.
 *
 * @param level coverage in (0, 1)
 * @param df degrees of freedom ν, at least 1, not necessarily an integer
 * @returns the two-sided critical value, in standard errors
 */
export function studentCritical(level: number, df: number): number {
  return solveCentral((t) => 1 - incompleteBeta(df / 2, 0.5, df / (df + t * t)), level);
}

/**
 * The distribution function of a standard normal Z.
 *
 * @param z in standard deviations; ±Infinity is allowed
 * @returns P(Z ≤ z), in [0, 1]
 */
export function normalCdf(z: number): number {
  return (1 + erf(z / Math.SQRT2)) / 2;
}

/**
 * The z with P(Z ≤ z) = probability for a standard normal Z; 0.841621 for 0.8.
 *
 * @param probability in (0, 1)
 * @returns the quantile, in standard deviations
 */
export function normalQuantile(probability: number): number {
  return probability < 0.5 ? -normalCritical(1 - 2 * probability) : normalCritical(2 * probability - 1);
}

/**
 * The x with P(X ≤ x) = probability for X of a χ² distribution, using `P(X ≤ x) = P(ν/2, x/2)`; 2.167350 for 0.05 and
 * ν = 7.
 *
 * @param probability in (0, 1)
 * @param df degrees of freedom ν, at least 1
 * @returns the quantile
 */
export function chiSquareQuantile(probability: number, df: number): number {
  return solveCentral((x) => incompleteGamma(df / 2, x / 2), probability);
}
