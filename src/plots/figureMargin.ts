/** Room around the plot, in pixels. */
export interface Margin {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
}

/** Pixels that a character of a tick label takes, and what stands around one. */
const [CHARACTER, AROUND] = [6.8, 16];

/**
 * The margins of a figure as plotly will make them: words at the ticks of the y axis make the left one wider.
 *
 * @param layout of the figure
 * @returns the four margins, in pixels
 */
export function marginOf(layout: Record<string, unknown>): Margin {
  const said = { l: 60, r: 20, t: 60, b: 52, ...(layout.margin as Partial<Margin> | undefined) };
  const { ticktext = [] } = (layout.yaxis ?? {}) as { readonly ticktext?: readonly unknown[] };
  const longest = Math.max(0, ...ticktext.flatMap((text) => String(text).split('<br>')).map((line) => line.length));
  return { ...said, l: Math.max(said.l, Math.ceil(longest * CHARACTER) + AROUND) };
}
