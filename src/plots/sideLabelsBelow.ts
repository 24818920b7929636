import { type Figure, figureHeight, mergeLayout } from './figure.js';
import { marginOf } from './figureMargin.js';
import { wrapped } from './sideLabels.js';

/** Below this room for the plot itself, labels at its side go below it, in pixels. */
const LEAST_PLOT = 300;

/** Height of a line of text, and pixels that a character of it takes. */
const [LINE, CHARACTER] = [17, 6.6];

type Annotation = Readonly<Record<string, unknown>> & { readonly text?: string; readonly name?: string };
type Step = Readonly<Record<string, unknown>> & { readonly args: readonly object[] };
type Slider = Readonly<Record<string, unknown>> & { readonly steps: readonly Step[] };

/** Whether an annotation is a label beside the end of a line. */
const isSideLabel = ({ xref, x, xanchor }: Annotation) => xref === 'paper' && x === 1 && xanchor === 'left';

/** A text in lines of so many characters, with a dot in its colour. */
const dotted = (text: string, most: number) =>
  text
    .split('<br>')
    .flatMap((line) => wrapped(line, most))
    .map((line, i) => (i === 0 ? `● ${line}` : `   ${line}`));

/**
 * A layout whose labels at the right edge go below the plot where they would leave it too little room; the highest line's
 * comes first. Labels of different names are never seen together, and take the same place.
 *
 * @param layout of a figure
 * @param width pixels that there are
 * @returns a layout, higher by the labels; the argument is not altered
 */
export function sideLabelsBelow(layout: Figure['layout'], width: number): Figure['layout'] {
  const annotations = (layout.annotations ?? []) as readonly Annotation[];
  const labels = annotations.filter(isSideLabel);
  const { l, r, b } = marginOf(layout);
  if (labels.length === 0 || width - l - r >= LEAST_PLOT) return layout;
  const most = Math.floor((width - l - 24) / CHARACTER);
  const higher = (label: Annotation) =>
    labels.filter(({ name, y }) => name === label.name && Number(y) > Number(label.y));
  const linesOf = (some: readonly Annotation[]) => some.flatMap(({ text = '' }) => dotted(text, most)).length;
  const below = (label: Annotation) => ({
    ...label,
    text: dotted(label.text ?? '', most).join('<br>'),
    x: 0,
    xshift: 0,
    y: 0,
    yref: 'paper',
    yanchor: 'top',
    yshift: -(b + LINE * linesOf(higher(label))),
  });
  const names = [...new Set(labels.map(({ name }) => name))];
  const room = LINE * Math.max(...names.map((one) => linesOf(labels.filter(({ name }) => name === one)))) + 6;
  const isLabelText = (key: string) =>
    annotations.some((one, i) => isSideLabel(one) && key === `annotations[${i}].text`);
  const step = (one: Step): Step => ({ ...one, args: one.args.map((change) => withTexts(change, isLabelText, most)) });
  return mergeLayout(layout, {
    // Each keeps its place in the list: sliders name them by it.
    annotations: annotations.map((one) => (isSideLabel(one) ? below(one) : one)),
    sliders: ((layout.sliders ?? []) as readonly Slider[]).map((one) => ({ ...one, steps: one.steps.map(step) })),
    margin: { r: 16, b: b + room },
    height: figureHeight(layout) + room,
  });
}

/** What a slider changes, with texts of labels as they stand below the plot. */
const withTexts = (change: object, isLabelText: (key: string) => boolean, most: number) =>
  Object.fromEntries(
    Object.entries(change).map(([key, value]) => [
      key,
      isLabelText(key) ? dotted(String(value), most).join('<br>') : value,
    ]),
  );
