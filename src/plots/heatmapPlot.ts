import { type Figure, mergeLayout } from './figure.js';
import { wrapped } from './sideLabels.js';
import { axisTitle, themeLayout } from './theme.js';

/** One cell of a grid. */
export interface HeatmapRow {
  /** What stands at the left: an arm, a value of λ. */
  readonly row: string | number;
  /** What stands below: a layer, a value of M. */
  readonly column: string | number;
  /** The number in the cell; a cell that is not finite is left empty. */
  readonly value: number;
  /** What is printed in the cell, where the number alone is not enough: `0.8 [0.6, 0.9]`. */
  readonly text?: string;
}

/** How to draw a grid. */
export interface HeatmapPlotOptions {
  /** What the numbers are, with their unit. */
  readonly quantity: string;
  /** Titles of the axes. */
  readonly rowTitle?: string;
  readonly columnTitle?: string;
  /** A value that means *no effect*: colours then part there, blue below and orange above. */
  readonly midpoint?: number;
  /** How a number is printed; default three significant digits. */
  readonly format?: (value: number) => string;
  readonly title?: string;
}

/** Pixels of a row of cells. */
const ROW_PIXELS = 46;

/** Characters that fit under all columns together, on the narrowest page that a figure is drawn for. */
const GRID_CHARACTERS = 80;

/** Light to dark blue, and blue over white to vermillion: print in grey and colour-blind readers keep the order. */
const SEQUENTIAL = [
  [0, '#f4f8fb'],
  [0.5, '#7fb6d9'],
  [1, '#00436b'],
];
const DIVERGING = [
  [0, '#0072b2'],
  [0.5, '#f7f7f7'],
  [1, '#d55e00'],
];

/**
 * A grid of numbers with its cells coloured and printed, rows and columns in the order in which they first come.
 *
 * @param cells one for each row and column; those that are missing stay empty
 * @param options quantity, axis titles, midpoint, format, title
 * @returns a figure as high as its rows need
 * @throws RangeError when there are no cells, or two for one place
 */
export function heatmapPlot(cells: readonly HeatmapRow[], options: HeatmapPlotOptions): Figure {
  if (cells.length === 0) throw new RangeError('heatmapPlot: there are no cells; pass one for each row and column.');
  const { quantity, rowTitle, columnTitle, midpoint, format = short, title } = options;
  const [rows, columns] = [[...new Set(cells.map(({ row }) => row))], [...new Set(cells.map(({ column }) => column))]];
  const at = placed(cells);
  const grid = rows.map((row) => columns.map((column) => at.get(key(row, column))));
  const values = grid.map((line) => line.map((cell) => (Number.isFinite(cell?.value) ? cell!.value : null)));
  const text = grid.map((line) => line.map((cell) => (cell ? (cell.text ?? printed(cell.value, format)) : '')));
  const width = Math.floor(GRID_CHARACTERS / columns.length);
  const ticks = (names: readonly (string | number)[], characters: number) => ({
    tickvals: names.map((_, i) => i),
    ticktext: names.map((name) => wrapped(String(name), characters).join('<br>')),
    tickangle: 0,
    showgrid: false,
    ticklen: 0,
    showline: false,
  });
  return {
    data: [{ type: 'heatmap', z: values, text, texttemplate: '%{text}', ...colours(values.flat(), midpoint) }],
    layout: mergeLayout(themeLayout({ title, subtitle: quantity, height: 130 + ROW_PIXELS * rows.length }), {
      xaxis: { ...ticks(columns, width), ...(columnTitle ? { title: axisTitle(columnTitle) } : {}) },
      yaxis: { ...ticks(rows, 24), autorange: 'reversed', ...(rowTitle ? { title: axisTitle(rowTitle) } : {}) },
    }),
  };
}

const key = (row: string | number, column: string | number) => JSON.stringify([row, column]);

function placed(cells: readonly HeatmapRow[]): Map<string, HeatmapRow> {
  const at = new Map<string, HeatmapRow>();
  for (const cell of cells) {
    if (at.has(key(cell.row, cell.column)))
      throw new RangeError(
        `heatmapPlot: two cells for row ${cell.row}, column ${cell.column}; aggregate over seeds first.`,
      );
    at.set(key(cell.row, cell.column), cell);
  }
  return at;
}

/** Three significant digits, with a minus sign instead of a hyphen. */
function short(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

function printed(value: number, format: (value: number) => string): string {
  return Number.isFinite(value) ? format(value) : '–';
}

/** Colours over the range of the values, or equally far to either side of the midpoint. */
function colours(values: readonly (number | null)[], midpoint: number | undefined): object {
  const look = { xgap: 2, ygap: 2, showscale: false, hovertemplate: '%{y}, %{x}: %{text}<extra></extra>' };
  if (midpoint === undefined) return { ...look, colorscale: SEQUENTIAL };
  const far = Math.max(...values.map((value) => (value === null ? 0 : Math.abs(value - midpoint)))) || 1;
  return { ...look, colorscale: DIVERGING, zmin: midpoint - far, zmax: midpoint + far };
}
