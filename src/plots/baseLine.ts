import { wilson } from '../statistics/index.js';
import { agentStyles } from './agentStyle.js';
import type { BaseResult } from './rows.js';
import type { SideLabel } from './sideLabels.js';
import { withAlpha } from './theme.js';

/** The base policy's own line across a plot of success rates, with its Wilson interval. */
export interface BaseLine {
  /** Plotly shapes: the interval as a strip, the rate as a line. */
  readonly shapes: readonly object[];
  readonly label: SideLabel;
}

/**
 * The base policy across a figure: what every residual agent starts from, and must beat.
 *
 * @param base successes and episodes of the frozen base policy alone
 * @returns shapes over the width of the plot, and a label
 * @throws RangeError on counts that cannot be
 */
export function baseLine(base: BaseResult): BaseLine {
  const { estimate, low, high } = wilson(base.successes, base.episodes);
  const { color, dash, label } = agentStyles(['base']).get('base')!;
  const across = { xref: 'paper', x0: 0, x1: 1, yref: 'y', layer: 'below' };
  return {
    shapes: [
      { ...across, type: 'rect', y0: low, y1: high, line: { width: 0 }, fillcolor: withAlpha(color, 0.13) },
      { ...across, type: 'line', y0: estimate, y1: estimate, line: { color, dash, width: 1.5 } },
    ],
    label: { text: `${label} ${percent(estimate)}`, color, y: estimate },
  };
}

/**
 * A rate in whole per cent.
 *
 * @param rate in [0, 1]
 * @returns for instance `38 %`
 */
export function percent(rate: number): string {
  return `${Math.round(rate * 100)} %`;
}
