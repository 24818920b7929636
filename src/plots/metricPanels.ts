import { lineMode } from './lineMode.js';
import type { MetricPoint, TimeAxis } from './rows.js';

/** One small panel of the live view. */
export interface MetricPanel {
  /** Number of its axes: `x2`, `y2` … */
  readonly id: number;
  /** Horizontal and vertical extent, as shares of the figure. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Whether it stands in the lower row. */
  readonly isBottom: boolean;
  /** Title, with the lines' names in their colours. */
  readonly heading: string;
  /** What its y axis has beyond the theme's. */
  readonly axis: object;
  readonly traces: readonly object[];
}

type MetricName = 'qMean' | 'targetMean' | 'criticLoss' | 'alpha' | 'entropy';

const Q_COLOR = '#0072b2';
const TARGET_COLOR = '#d55e00';
const colored = (text: string, color: string) => `<span style="color:${color}"><b>${text}</b></span>`;

const [LEFT, RIGHT] = [[0.48, 0.71] as const, [0.79, 1] as const];
const [TOP, BOTTOM] = [[0.6, 1] as const, [0, 0.4] as const];

/**
 * The four metric panels: Q and its target, critic loss, temperature, entropy.
 *
 * @param metrics one run's metrics, in order
 * @param axis which time the horizontal axes show
 * @returns the panels, two above two
 */
export function metricPanels(metrics: readonly MetricPoint[], axis: TimeAxis): MetricPanel[] {
  const line = (id: number, metric: MetricName, color: string, dash = 'solid') => {
    const known = metrics.filter((point) => Number.isFinite(point[metric]));
    return {
      type: 'scatter',
      mode: lineMode(known.length),
      x: known.map((point) => point[axis]),
      y: known.map((point) => point[metric]),
      xaxis: `x${id}`,
      yaxis: `y${id}`,
      line: { color, dash, width: 1.8 },
      marker: { color, size: 5 },
      hovertemplate: `${metric}<br>%{x:,}: %{y:.4g}<extra></extra>`,
    };
  };
  // Without data plotly would label an empty axis with numbers of its own.
  const labelled = (...names: MetricName[]) => ({
    showticklabels: metrics.some((point) => names.some((name) => Number.isFinite(point[name]))),
  });
  // With more ticks plotly writes all nine digits of a decade over each other.
  const logarithmic = { type: 'log', nticks: 3, tickformat: '~g' };
  return [
    {
      ...{ id: 2, x: LEFT, y: TOP, isBottom: false, axis: labelled('qMean', 'targetMean') },
      heading: `${colored('Q', Q_COLOR)} and its ${colored('target', TARGET_COLOR)}, batch mean`,
      traces: [line(2, 'qMean', Q_COLOR), line(2, 'targetMean', TARGET_COLOR, 'dot')],
    },
    {
      ...{ id: 3, x: LEFT, y: BOTTOM, isBottom: true, axis: { ...logarithmic, ...labelled('criticLoss') } },
      heading: 'critic loss',
      traces: [line(3, 'criticLoss', '#222222')],
    },
    {
      ...{ id: 4, x: RIGHT, y: TOP, isBottom: false, axis: { ...logarithmic, ...labelled('alpha') } },
      heading: 'temperature α',
      traces: [line(4, 'alpha', '#222222')],
    },
    {
      ...{ id: 5, x: RIGHT, y: BOTTOM, isBottom: true, axis: labelled('entropy') },
      heading: 'policy entropy (nats)',
      traces: [line(5, 'entropy', '#222222')],
    },
  ];
}
