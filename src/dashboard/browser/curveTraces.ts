/** Curves of selected runs as plotly traces. */

import type { Axis, RunCurve } from '../runCurve.js';
import type { RunEntry } from '../runEntry.js';

/** How to draw. */
export interface CurveView {
  readonly axis: Axis;
  /** Weight of the values before, in [0, 1); 0 draws what was recorded. */
  readonly smoothing: number;
  /** What a run's colour stands for. */
  readonly groupOf: (entry: RunEntry) => string;
}

/** Okabe and Ito without yellow, then darker colours. */
const COLORS = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#7f0000',
  '#117733',
  '#7a0177',
  '#b15928',
];

/**
 * The exponential mean of values, corrected for its beginning: y_t = Σ wᵏ x_{t−k} / Σ wᵏ.
 *
 * @param values in order; null where there is none
 * @param weight w in [0, 1); 0 leaves the values as they are
 * @returns as many values
 */
export function smoothed(values: readonly (number | null)[], weight: number): (number | null)[] {
  let [sum, count] = [0, 0];
  return values.map((value) => {
    if (value === null) return null;
    [sum, count] = [weight * sum + value, weight * count + 1];
    return sum / count;
  });
}

/** A mark where a run ended badly, and a dash where it has not ended. */
function traceOf(entry: RunEntry, curve: RunCurve, color: string, { axis, smoothing, groupOf }: CurveView): object {
  const isOpen = entry.state === 'running' || entry.state === 'unfinished';
  const isBad = entry.state === 'diverged' || entry.state === 'crashed';
  const last = curve.values.length - 1;
  const group = groupOf(entry);
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: group,
    legendgroup: group,
    x: curve.times[axis],
    y: smoothed(curve.values, smoothing),
    line: { color, width: 1.5, dash: isOpen ? 'dot' : 'solid' },
    marker: {
      color,
      line: { width: 0 },
      size: curve.values.map((_, i) => (isBad && i === last ? 12 : 4)),
      symbol: curve.values.map((_, i) => (isBad && i === last ? 'x' : 'circle')),
    },
    hovertemplate: `${entry.label} (${entry.state})<br>%{x:,}: %{y:.4g}<extra></extra>`,
  };
}

/**
 * The traces of some runs: a line each, a colour a group, in the legend once.
 *
 * @param runs rows with their curves
 * @param view axis, smoothing, what a colour stands for
 * @returns plotly traces
 */
export function curveTraces(runs: readonly (readonly [RunEntry, RunCurve])[], view: CurveView): object[] {
  const groups = [...new Set(runs.map(([entry]) => view.groupOf(entry)))];
  const shown = new Set<string>();
  return runs.map(([entry, curve]) => {
    const group = view.groupOf(entry);
    const showlegend = !shown.has(group);
    shown.add(group);
    return { ...traceOf(entry, curve, COLORS[groups.indexOf(group) % COLORS.length], view), showlegend };
  });
}
