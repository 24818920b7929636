/** Columns of dots, one column per agent: the shared skeleton of figures that show every run. */

/**
 * Horizontal places for n dots in the column around `centre`: spread evenly, in an order that keeps neighbours in the
 * list apart. Deterministic, so that a figure drawn twice is the same.
 *
 * @param count number of dots
 * @param centre the column's place
 * @param width half the column's width
 * @returns one place for each dot
 */
export function dotPlaces(count: number, centre: number, width = 0.16): number[] {
  if (count === 1) return [centre];
  const golden = Array.from({ length: count }, (_, i) => ((i + 1) * 0.618034) % 1);
  const ranks = golden.map((value) => golden.filter((other) => other < value).length);
  return ranks.map((rank) => centre + ((2 * rank) / (count - 1) - 1) * width);
}

/**
 * The x axis of columns.
 *
 * @param labels what stands under each column
 * @returns a plotly axis with one tick for each column
 */
export function columnAxis(labels: readonly string[]): Record<string, unknown> {
  return {
    tickvals: labels.map((_, i) => i),
    ticktext: labels,
    range: [-0.5, labels.length - 0.5],
    showgrid: false,
    ticklen: 0,
  };
}
