/** What a live figure draws of a learning rule's own records, and the panels that actor-critics share. */

/** A line of a panel. */
export interface PanelLine {
  /** What it shows; by itself the name of one of the update's outputs. */
  readonly name: string;
  /** Its value, of the means of the update's outputs over an interval; undefined leaves the point out. */
  readonly of?: (outputs: Readonly<Record<string, number>>) => number | undefined;
}

/** A small panel beside the success curve. */
export interface PanelSpec {
  /** What is drawn, and its unit. */
  readonly title: string;
  readonly lines: readonly PanelLine[];
  /** A logarithmic vertical axis, for what is positive. */
  readonly logarithmic?: boolean;
}

/** Q beside its target, and the critics' loss. */
export const criticPanels: readonly PanelSpec[] = [
  {
    title: 'batch mean',
    lines: [
      { name: 'Q', of: ({ q }) => q },
      { name: 'its target', of: ({ target }) => target },
    ],
  },
  { title: 'critic loss', lines: [{ name: 'criticLoss' }], logarithmic: true },
];
