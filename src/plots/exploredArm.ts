import { type BandOptions, type Curve, stepsToThreshold } from '../statistics/index.js';
import { agentCurve } from './agentCurve.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { percent } from './baseLine.js';
import { type CurvePoint, groupRows, type TimeAxis } from './rows.js';

/** What time may count. */
export const AXES: readonly TimeAxis[] = ['chunks', 'primitiveSteps', 'updates'];

/** An arm's traces by axis, and its runs' curves over chunks. */
export interface ExploredArm {
  readonly style: AgentStyle;
  readonly traces: readonly (readonly object[])[];
  readonly curves: readonly Curve[];
  readonly final: number;
}

/** Arms that are looked at together: all, or those at one value of a second knob. */
export interface ExploredGroup {
  /** For instance `λ = 0.2`; empty where there is one group. */
  readonly label: string;
  readonly arms: readonly ExploredArm[];
}

/**
 * Arms with their traces over each axis.
 *
 * @param points evaluations of all arms and runs
 * @param options of the bands, and styles of some or all arms
 * @returns the arms in order of first appearance
 */
export function exploredArms(
  points: readonly CurvePoint[],
  options: BandOptions & { readonly styles?: ReadonlyMap<string, AgentStyle> },
): ExploredArm[] {
  const styles = agentStyles(
    points.map(({ agent }) => agent),
    options.styles,
  );
  return groupRows(points, ({ agent }) => agent).map(([agent, rows]) => {
    const style = styles.get(agent)!;
    const drawn = AXES.map((axis) => agentCurve(rows, axis, style, { ...options, seeds: true }));
    const curves = groupRows(rows, ({ seed }) => seed).map(([, run]) => ({
      times: run.map(({ chunks }) => chunks),
      values: run.map(({ success }) => success),
    }));
    return { style, traces: drawn.map(({ traces }) => traces), curves, final: drawn[0].final };
  });
}

/**
 * An arm's final success and its runs.
 *
 * @param arm which
 * @returns for instance `M = 0 98 % (n = 8)`
 */
export const armLabel = ({ style, final, curves }: ExploredArm) =>
  `${style.label} ${percent(final)} (n = ${curves.length})`;

/**
 * How many runs of an arm reach a success rate.
 *
 * @param arm which
 * @param threshold in (0, 1]
 * @returns for instance `7 of 8 reach 80 %`
 */
export function reachText({ curves }: ExploredArm, threshold: number): string {
  const reached = curves.filter((curve) => stepsToThreshold(curve, threshold, 1).reached).length;
  return `${reached} of ${curves.length} reach ${percent(threshold)}`;
}
