/** Up to here each point gets a mark: a line through one point is no line, and plotly draws nothing at all. */
const FEW_POINTS = 12;

/**
 * How a thin line is drawn: with a mark at each point while there are few, without marks where they would only clutter.
 *
 * @param points how many points the line has
 * @returns plotly's `mode`
 */
export function lineMode(points: number): 'lines+markers' | 'lines' {
  return points <= FEW_POINTS ? 'lines+markers' : 'lines';
}
