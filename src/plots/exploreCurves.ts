import type { BandOptions } from '../statistics/index.js';
import type { AgentStyle } from './agentStyle.js';
import { baseLine } from './baseLine.js';
import { type ExploredGroup, exploredArms } from './exploredArm.js';
import { exploredLabels } from './exploredLabels.js';
import { armSteps, axisSteps, groupSteps, shownOf, thresholdSteps } from './exploreSteps.js';
import { type Figure, mergeLayout } from './figure.js';
import { figureSlider, SLIDER_PIXELS } from './figureSlider.js';
import { learningCurves } from './learningCurves.js';
import type { BaseResult, CurvePoint } from './rows.js';
import { QUIET } from './theme.js';

/** What a reader can turn. */
export interface ExploreCurvesOptions extends BandOptions {
  /** What arms differ in, for the slider, for instance `M`. */
  readonly knob: string;
  readonly base?: BaseResult;
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Success rates that a run may have to reach; the middle one comes first. */
  readonly thresholds?: readonly number[];
}

/** Runs of a grid at one value of its second knob. */
export interface GridPoints {
  /** For instance `λ = 0.2`. */
  readonly label: string;
  readonly points: readonly CurvePoint[];
}

const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];

/**
 * Recorded runs to be looked into: sliders choose the arm whose single runs are shown, the success that a run has to reach,
 * and what time counts. All is computed beforehand, so that they answer at once, wherever plotly draws, without a kernel.
 *
 * @param points evaluations of all arms and runs
 * @param options name of what the arms differ in, base policy, statistic, thresholds
 * @returns a figure with three sliders
 * @throws RangeError as {@link learningCurves}, or when there are no points
 */
export function exploreCurves(points: readonly CurvePoint[], options: ExploreCurvesOptions): Figure {
  if (points.length === 0) throw new RangeError('exploreCurves: there are no points to look into.');
  return explored([{ label: '', points }], options);
}

/**
 * A recorded grid to be looked into, for instance λ × M × seeds: {@link exploreCurves} with one slider more, which chooses
 * the value of a second knob.
 *
 * @param grid runs at each value of the second knob, in its order
 * @param options as of {@link exploreCurves}, of what the arms at one value differ in; and the name of the second knob
 * @returns a figure with four sliders
 * @throws RangeError as {@link exploreCurves}, or when the grid is empty
 */
export function exploreGrid(
  grid: readonly GridPoints[],
  options: ExploreCurvesOptions & { readonly across: string },
): Figure {
  const empty = grid.find(({ points }) => points.length === 0);
  if (grid.length === 0 || empty)
    throw new RangeError(`exploreGrid: there are no runs to look into${empty ? ` at ${empty.label}` : ''}.`);
  return explored(grid, options, options.across);
}

function explored(grid: readonly GridPoints[], options: ExploreCurvesOptions, across = ''): Figure {
  const { knob, thresholds = THRESHOLDS } = options;
  const layouts = grid.map(({ points }) => learningCurves(points, { ...options, seeds: false }).layout);
  const layout = layouts.reduce((a, b) => ((b.height as number) > (a.height as number) ? b : a));
  const groups = grid.map(({ label, points }): ExploredGroup => ({ label, arms: exploredArms(points, options) }));
  const points = grid.flatMap((one) => one.points);
  const first = Math.floor(thresholds.length / 2);
  const { annotations, margin } = exploredLabels(groups, options.base && baseLine(options.base), layout);
  const shapes = [...(layout.shapes as readonly object[]), thresholdLine(thresholds[first])];
  const sliders = [
    ...(grid.length > 1 ? [{ prefix: `${across}: `, steps: groupSteps(groups, annotations) }] : []),
    { prefix: `${knob}: `, steps: armSteps(groups, knob) },
    { prefix: 'a run has reached ', steps: thresholdSteps(annotations, thresholds, shapes.length - 1), active: first },
    { prefix: 'time in ', steps: axisSteps(groups, points) },
  ].map(({ prefix, steps, active }, place) => figureSlider(place, prefix, steps, active));
  const room = SLIDER_PIXELS * sliders.length;
  const { b } = layout.margin as { b: number };
  const { opacity, fill, hoverinfo } = shownOf(groups);
  return {
    data: groups
      .flatMap(({ arms }, group) =>
        arms.flatMap(({ traces }) => traces[0].map((trace) => ({ ...trace, visible: group === 0 }))),
      )
      .map((trace, i) => ({ ...trace, opacity: opacity[i], fill: fill[i], hoverinfo: hoverinfo[i] })),
    layout: mergeLayout(layout, {
      ...{ shapes, sliders, height: (layout.height as number) + room, margin: { r: margin, b: b + room } },
      annotations: annotations.map(({ textAt, ...one }, i) => ({
        ...{ ...one, text: textAt(thresholds[first]) },
        ...(grid.length > 1 && { visible: annotations[i].name === grid[0].label }),
      })),
    }),
  };
}

/** The success that a run has to reach. */
function thresholdLine(threshold: number): object {
  const line = { color: QUIET, width: 1, dash: 'dot' };
  return { type: 'line', xref: 'paper', x0: 0, x1: 1, y0: threshold, y1: threshold, line };
}
