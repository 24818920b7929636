/**
 * What the sliders of an explored figure do. Each changes something of its own, so that they answer together: the second knob
 * which traces and labels are visible, the first one their opacity, the threshold the texts of labels, the axis the numbers.
 */

import { percent } from './baseLine.js';
import { AXES, type ExploredGroup } from './exploredArm.js';
import type { ExploredLabel } from './exploredLabels.js';
import { type CurvePoint, TIME_TITLES } from './rows.js';

/** Short enough for a slider on a phone. */
const AXIS_NAMES = ['chunks', 'steps', 'updates'];

/** Opacity of arms that are not looked at. */
const FAINT = 0.25;

interface DrawnTrace {
  readonly opacity?: number;
  readonly hoverinfo?: string;
  readonly fill?: string;
}

/** What is seen of each trace: an opacity, what lies under it, and whether hovering finds it. */
interface Shown {
  readonly opacity: readonly number[];
  readonly fill: readonly string[];
  readonly hoverinfo: readonly string[];
}

/**
 * Steps that choose a value of the second knob.
 *
 * @param groups of arms, one a value
 * @param labels of all of them
 * @returns plotly's steps
 */
export function groupSteps(groups: readonly ExploredGroup[], labels: readonly ExploredLabel[]): object[] {
  return groups.map(({ label }) => {
    const visible = groups.flatMap((group) =>
      group.arms.flatMap(({ traces }) => traces[0].map(() => group.label === label)),
    );
    const texts = labels.map(({ name }, i) => [`annotations[${i}].visible`, name === label]);
    return { label, method: 'update', args: [{ visible }, Object.fromEntries(texts)] };
  });
}

/**
 * Steps that choose the arm whose single runs are shown.
 *
 * @param groups of arms; arms of one name are chosen together
 * @param knob what they differ in: `M = 500` stands at the slider as `500`
 * @returns plotly's steps, the first of them shows the means of all
 */
export function armSteps(groups: readonly ExploredGroup[], knob: string): object[] {
  const names = [...new Set(groups.flatMap(({ arms }) => arms.map(({ style }) => style.label)))];
  const step = (label: string, changes: object) => ({ label, method: 'restyle', args: [changes] });
  return [
    step('all', shownOf(groups)),
    ...names.map((name) => step(name.replace(`${knob} = `, ''), shownOf(groups, name))),
  ];
}

/**
 * What is seen of each trace: all means and bands, or the single runs of one arm before the faint means of the others.
 *
 * @param groups of arms
 * @param chosen name of an arm; undefined for all
 * @returns lists with an entry a trace
 */
export function shownOf(groups: readonly ExploredGroup[], chosen?: string): Shown {
  const each = groups.flatMap(({ arms }) =>
    arms.flatMap(({ style, traces }) =>
      (traces[0] as readonly DrawnTrace[]).map((trace, i, all) => {
        const { opacity = 1, fill = 'none', hoverinfo = 'all' } = trace;
        const [isMean, isChosen] = [i === all.length - 1, style.label === chosen];
        const isSeen = isMean || isChosen || (chosen === undefined && opacity === 1);
        if (!isSeen) return { opacity: 0, fill: 'none', hoverinfo: 'skip' };
        return { opacity: chosen === undefined || isChosen ? opacity : FAINT, fill, hoverinfo };
      }),
    ),
  );
  return {
    opacity: each.map(({ opacity }) => opacity),
    fill: each.map(({ fill }) => fill),
    hoverinfo: each.map(({ hoverinfo }) => hoverinfo),
  };
}

/**
 * Steps that move the line which has to be reached, and count who reaches it.
 *
 * @param labels of all arms
 * @param thresholds success rates
 * @param line index of the line among the shapes
 * @returns plotly's steps
 */
export function thresholdSteps(
  labels: readonly ExploredLabel[],
  thresholds: readonly number[],
  line: number,
): object[] {
  return thresholds.map((threshold) => {
    const texts = labels.map(({ textAt }, i) => [`annotations[${i}].text`, textAt(threshold)]);
    const ends = ['y0', 'y1'].map((end) => [`shapes[${line}].${end}`, threshold]);
    return { label: percent(threshold), method: 'relayout', args: [Object.fromEntries([...texts, ...ends])] };
  });
}

/**
 * Steps that choose what time counts.
 *
 * @param groups of arms
 * @param points of all of them
 * @returns plotly's steps
 */
export function axisSteps(groups: readonly ExploredGroup[], points: readonly CurvePoint[]): object[] {
  return AXES.map((axis, i) => {
    const traces = groups.flatMap(({ arms }) => arms.flatMap((arm) => arm.traces[i])) as Record<string, unknown>[];
    const last = points.reduce((latest, point) => Math.max(latest, point[axis]), 0);
    const numbers = ['x', 'y', 'customdata'].map((key) => [key, traces.map((trace) => trace[key])]);
    const range = { 'xaxis.title.text': TIME_TITLES[axis], 'xaxis.range': [0, 1.015 * last || 1] };
    return { label: AXIS_NAMES[i], method: 'update', args: [Object.fromEntries(numbers), range] };
  });
}
