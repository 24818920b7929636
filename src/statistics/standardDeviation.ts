import { checkSample } from './checks.js';
import { mean } from './mean.js';

/**
 * The sample standard deviation, `√(Σ (x − x̄)² / (N − 1))`.
 *
 * @param values at least two numbers
 * @returns the standard deviation, in the values' unit
 * @throws RangeError on fewer than two values, or a non-finite one
 */
export function standardDeviation(values: readonly number[]): number {
  checkSample('standardDeviation', values, 2);
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
