import type { Interval } from './interval.js';

/**
 * A number as reasons give it.
 *
 * @param value any number
 * @returns at most three decimals, without trailing zeros
 */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(3))) : String(value);
}

/**
 * An interval in words.
 *
 * @param interval the interval
 * @returns for instance `0.2 [0.1, 0.3] at 95 %`
 */
export function describeInterval({ estimate, low, high, level }: Interval): string {
  return `${formatNumber(estimate)} [${formatNumber(low)}, ${formatNumber(high)}] at ${formatNumber(level * 100)} %`;
}
