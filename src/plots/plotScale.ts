/** Linear and logarithmic axes whose range is known beforehand, so that labels can be placed beside them. */

/** An axis' scale and range. */
export interface PlotScale {
  readonly logarithmic: boolean;
  /** Lower and upper end in plotly's own coordinate: the value, or its log₁₀. */
  readonly range: readonly [number, number];
}

/**
 * The scale that shows all values, with a margin of 6 % on either side.
 *
 * @param values what is drawn; those that are not finite (and on a logarithmic axis, not positive) are left out
 * @param logarithmic whether equal ratios are equally far apart
 * @param limits ends to use instead, in the values' unit
 * @returns the scale; from 0 to 1 (1 to 10) when there is nothing to show
 */
export function plotScale(
  values: readonly number[],
  logarithmic = false,
  limits?: readonly [number, number],
): PlotScale {
  const coordinates = (limits ?? values).map((value) => coordinate(value, logarithmic)).filter(Number.isFinite);
  if (coordinates.length === 0) return { logarithmic, range: [0, 1] };
  // Not Math.min(...): a scatter may have more points than a call takes arguments.
  const low = coordinates.reduce((least, value) => Math.min(least, value), Infinity);
  const high = coordinates.reduce((most, value) => Math.max(most, value), -Infinity);
  const pad = limits ? 0 : 0.06 * (high - low) || 0.5;
  return { logarithmic, range: [low - pad, high + pad] };
}

/**
 * Where a value stands on an axis, in plotly's coordinate: that of annotations on it.
 *
 * @param value in the axis' unit
 * @param logarithmic whether the axis is
 * @returns the value, or its log₁₀
 */
export function coordinate(value: number, logarithmic: boolean): number {
  return logarithmic ? Math.log10(value) : value;
}

/**
 * The plotly settings of an axis with a scale.
 *
 * @param scale scale and range
 * @returns type, range and ticks
 */
export function scaledAxis({ logarithmic, range }: PlotScale): Record<string, unknown> {
  if (!logarithmic) return { range };
  const decades = range[1] - range[0];
  return {
    type: 'log',
    range,
    tickformat: '~g',
    dtick: decades > 6 ? Math.ceil(decades / 6) : decades > 1.5 ? 1 : 'D2',
  };
}
