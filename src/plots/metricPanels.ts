import type { PanelLine, PanelSpec } from '../algorithms/index.js';
import { lineMode } from './lineMode.js';
import type { MetricPoint, TimeAxis } from './rows.js';

/** One small panel of the live view. */
export interface MetricPanel {
  /** Number of its axes: `x2`, `y2` … */
  readonly id: number;
  /** Horizontal and vertical extent, as shares of the figure. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Whether none stands below it. */
  readonly isBottom: boolean;
  /** Title, with the lines' names in their colours. */
  readonly heading: string;
  /** What its y axis has beyond the theme's. */
  readonly axis: object;
  readonly traces: readonly object[];
}

/** Colour and dash of a panel's lines where there are several, in order. */
const LINES = [
  { color: '#0072b2', dash: 'solid' },
  { color: '#d55e00', dash: 'dot' },
  { color: '#009e73', dash: 'dash' },
  { color: '#cc79a7', dash: 'dashdot' },
];
const SINGLE = { color: '#222222', dash: 'solid' };
const COLUMNS = [[0.48, 0.71] as const, [0.79, 1] as const];
/** Between two rows, for the heading of the lower one. */
const ROW_GAP = 0.2;
// With more ticks plotly writes all nine digits of a decade over each other.
const LOGARITHMIC = { type: 'log', nticks: 3, tickformat: '~g' };

/** A panel for each thing that updates report, for learning rules that name no panels. */
const panelEach = (metrics: readonly MetricPoint[]): PanelSpec[] =>
  [...new Set(metrics.flatMap(({ metrics }) => Object.keys(metrics)))].map((name) => ({
    title: name,
    lines: [{ name }],
  }));

/** Where the panels stand: two columns, filled downwards. */
function placeOf(i: number, count: number): Pick<MetricPanel, 'id' | 'x' | 'y' | 'isBottom'> {
  const rows = Math.ceil(count / COLUMNS.length);
  const [column, row] = [Math.floor(i / rows), i % rows];
  const height = (1 - ROW_GAP * (rows - 1)) / rows;
  const top = 1 - row * (height + ROW_GAP);
  const bottom = Math.max(0, top - height);
  return { id: i + 2, x: COLUMNS[column], y: [bottom, top], isBottom: row === rows - 1 || i === count - 1 };
}

const styleOf = ({ lines }: PanelSpec, i: number) => (lines.length > 1 ? LINES[i % LINES.length] : SINGLE);

function headingOf(panel: PanelSpec): string {
  if (panel.lines.length === 1) return panel.title;
  const names = panel.lines.map(
    ({ name }, i) => `<span style="color:${styleOf(panel, i).color}"><b>${name}</b></span>`,
  );
  return `${names.join(', ')}: ${panel.title}`;
}

const lineValue = ({ name, of = (outputs) => outputs[name] }: PanelLine, { metrics }: MetricPoint): number =>
  of(metrics) ?? Number.NaN;

/**
 * The small panels beside the success curve.
 *
 * @param metrics one run's metrics, in order
 * @param axis which time the horizontal axes show
 * @param specs what is drawn; by default each metric in a panel of its own
 * @returns the panels, in two columns
 */
export function metricPanels(
  metrics: readonly MetricPoint[],
  axis: TimeAxis,
  specs: readonly PanelSpec[] = panelEach(metrics),
): MetricPanel[] {
  return specs.map((panel, i) => {
    const place = placeOf(i, specs.length);
    const known = panel.lines.map((line) => metrics.filter((point) => Number.isFinite(lineValue(line, point))));
    const traces = panel.lines.map((line, j) => ({
      type: 'scatter',
      mode: lineMode(known[j].length),
      x: known[j].map((point) => point[axis]),
      y: known[j].map((point) => lineValue(line, point)),
      xaxis: `x${place.id}`,
      yaxis: `y${place.id}`,
      line: { ...styleOf(panel, j), width: 1.8 },
      marker: { color: styleOf(panel, j).color, size: 5 },
      hovertemplate: `${line.name}<br>%{x:,}: %{y:.4g}<extra></extra>`,
    }));
    // Without data plotly would label an empty axis with numbers of its own.
    const showticklabels = known.some(({ length }) => length > 0);
    return {
      ...place,
      heading: headingOf(panel),
      axis: { ...(panel.logarithmic && LOGARITHMIC), showticklabels },
      traces,
    };
  });
}
