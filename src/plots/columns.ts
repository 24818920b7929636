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
  return Array.from({ length: count }, (_, i) => {
    const golden = ((i + 1) * 0.618034) % 1;
    return count === 1 ? centre : centre + (2 * golden - 1) * width;
  });
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
