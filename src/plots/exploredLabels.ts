import type { BaseLine } from './baseLine.js';
import { armLabel, type ExploredArm, type ExploredGroup, reachText } from './exploredArm.js';
import type { Figure } from './figure.js';
import { marginOf } from './figureMargin.js';
import { sideLabels } from './sideLabels.js';
import { SUCCESS_AXIS } from './theme.js';

/** A label at the end of a line: plotly's annotation, whose text depends on what has to be reached. */
export interface ExploredLabel {
  /** Of the group that it belongs to. */
  readonly name: string;
  readonly textAt: (threshold: number) => string;
}

/** The success to reach whose words are the longest: 100 %. */
const LONGEST = 1;

/**
 * Two lines at the end of each arm, and the base policy's label; each group has its own, without overlap among them.
 *
 * @param groups of arms
 * @param base the base policy, where it is drawn
 * @param layout that they stand in
 * @returns annotations without their texts, and the right margin that they need, in pixels
 */
export function exploredLabels(
  groups: readonly ExploredGroup[],
  base: BaseLine | undefined,
  layout: Figure['layout'],
): { annotations: ExploredLabel[]; margin: number } {
  const { t, b } = marginOf(layout);
  const plotPixels = (layout.height as number) - t - b;
  const placed = groups.map(({ label: name, arms }) => {
    const textAt = (arm: ExploredArm) => (threshold: number) => `${armLabel(arm)}<br>${reachText(arm, threshold)}`;
    const texts = [...arms.map(textAt), ...(base ? [() => base.label.text] : [])];
    const ends = arms.map((arm, i) => ({
      text: texts[i](LONGEST).replace('<br>', ' '),
      color: arm.style.color,
      y: arm.final,
    }));
    const wanted = base ? [...ends, base.label] : ends;
    const { annotations, margin } = sideLabels(wanted, SUCCESS_AXIS.range as [number, number], plotPixels);
    return { margin, labels: annotations.map((one, i) => ({ ...one, name, textAt: texts[i] })) };
  });
  return {
    annotations: placed.flatMap(({ labels }) => labels),
    margin: Math.max(...placed.map(({ margin }) => margin)),
  };
}
