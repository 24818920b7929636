import type { BandOptions } from '../statistics/index.js';
import type { AgentStyle } from './agentStyle.js';
import { percent } from './baseLine.js';
import { AXES, armLabel, type ExploredArm, exploredArms, reachText } from './exploredArm.js';
import { type Figure, mergeLayout } from './figure.js';
import { figureSlider, SLIDER_PIXELS } from './figureSlider.js';
import { learningCurves } from './learningCurves.js';
import { type BaseResult, type CurvePoint, TIME_TITLES, type TimeAxis } from './rows.js';
import { sideLabels } from './sideLabels.js';
import { QUIET, SUCCESS_AXIS } from './theme.js';

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

/** Short enough for a slider on a phone. */
const AXIS_NAMES = ['chunks', 'steps', 'updates'];
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];
/** Opacity of arms that are not looked at. */
const FAINT = 0.25;

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
  const { knob, thresholds = THRESHOLDS } = options;
  const { layout } = learningCurves(points, { ...options, seeds: false });
  const arms = exploredArms(points, options);
  const first = Math.floor(thresholds.length / 2);
  const { annotations, shapes } = labelsAndLine(layout, arms, thresholds[first]);
  const sliders = [
    figureSlider(0, `${knob}: `, armSteps(arms)),
    figureSlider(1, 'a run has reached ', thresholdSteps(arms, thresholds, shapes.length - 1), first),
    figureSlider(
      2,
      'time in ',
      AXES.map((axis, i) => axisStep(axis, i, arms, points)),
    ),
  ];
  const { b } = layout.margin as { b: number };
  const room = SLIDER_PIXELS * sliders.length;
  const more = { annotations, shapes, sliders, margin: { b: b + room }, height: (layout.height as number) + room };
  const data = arms.flatMap(({ traces }) => traces[0]);
  const { visible, opacity } = shown(arms);
  return {
    data: data.map((trace, i) => ({ ...trace, visible: visible[i], opacity: opacity[i] })),
    layout: mergeLayout(layout, { ...more, title: { subtitle: { text: 'recorded runs; turn the sliders below' } } }),
  };
}

function armSteps(arms: readonly ExploredArm[]): object[] {
  const step = (label: string, changes: object) => ({ label, method: 'restyle', args: [changes] });
  return [step('all', shown(arms)), ...arms.map((arm) => step(arm.style.label, shown(arms, arm)))];
}

/** Each moves the line that has to be reached, and counts who reaches it. */
function thresholdSteps(arms: readonly ExploredArm[], thresholds: readonly number[], line: number): object[] {
  return thresholds.map((threshold) => {
    const texts = arms.map((arm, i) => [`annotations[${i}].text`, `${armLabel(arm)}<br>${reachText(arm, threshold)}`]);
    const ends = ['y0', 'y1'].map((end) => [`shapes[${line}].${end}`, threshold]);
    return { label: percent(threshold), method: 'relayout', args: [Object.fromEntries([...texts, ...ends])] };
  });
}

/** Two lines at the end of each arm, the base policy's label, and the line that has to be reached. */
function labelsAndLine(layout: Record<string, unknown>, arms: readonly ExploredArm[], threshold: number) {
  const { t, b } = layout.margin as { t: number; b: number };
  const plotPixels = (layout.height as number) - t - b;
  const texts = arms.map((arm) => `${armLabel(arm)}<br>${reachText(arm, threshold)}`);
  const wanted = arms.map(({ style, final }, i) => ({
    text: texts[i].replace('<br>', ' '),
    color: style.color,
    y: final,
  }));
  const placed = sideLabels(wanted, SUCCESS_AXIS.range as [number, number], plotPixels).annotations;
  const base = (layout.annotations as readonly object[]).slice(arms.length);
  const line = {
    type: 'line',
    xref: 'paper',
    x0: 0,
    x1: 1,
    y0: threshold,
    y1: threshold,
    line: { color: QUIET, width: 1, dash: 'dot' },
  };
  return {
    annotations: [...placed.map((one, i) => ({ ...one, text: texts[i] })), ...base],
    shapes: [...(layout.shapes as readonly object[]), line],
  };
}

/** What is drawn of each trace: all means, or the single runs of one arm before the faint means of the others. */
function shown(arms: readonly ExploredArm[], chosen?: ExploredArm) {
  const each = arms.flatMap((arm) =>
    arm.traces[0].map((trace, i, all) => {
      const isMean = i === all.length - 1;
      const own = (trace as { opacity?: number }).opacity ?? 1;
      const isRun = !isMean && own < 1;
      if (!chosen) return { visible: !isRun, opacity: own };
      return arm === chosen ? { visible: true, opacity: own } : { visible: isMean, opacity: FAINT };
    }),
  );
  return { visible: each.map(({ visible }) => visible), opacity: each.map(({ opacity }) => opacity) };
}

function axisStep(axis: TimeAxis, i: number, arms: readonly ExploredArm[], points: readonly CurvePoint[]): object {
  const traces = arms.flatMap((arm) => arm.traces[i]) as { x: unknown; y: unknown }[];
  const last = points.reduce((latest, point) => Math.max(latest, point[axis]), 0);
  return {
    label: AXIS_NAMES[i],
    method: 'update',
    args: [
      { x: traces.map(({ x }) => x), y: traces.map(({ y }) => y) },
      { 'xaxis.title.text': TIME_TITLES[axis], 'xaxis.range': [0, 1.015 * last || 1] },
    ],
  };
}
