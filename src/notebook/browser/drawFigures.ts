/** The figures of a page: drawn for the room, the light and the paper that there are, with their data to take away. */

import { type Figure, figureOnPaper } from '../../plots/index.js';
import { figureConfig, type PlotlyLibrary } from './figureConfig.js';
import { fittedFigure } from './fittedFigure.js';

/** Width of the text of a printed page of A4, in CSS pixels. */
const PAPER_WIDTH = 660;

/** Width below which the bar of buttons would lie on the title, in CSS pixels; what it offers stands below the figure. */
const NARROW = 480;

/** A figure of the page and the place that it is drawn in. */
interface PageFigure {
  readonly name: string;
  readonly figure: Figure;
  readonly place: HTMLElement;
}

/** What a figure is drawn for. */
export interface Surroundings {
  readonly isPaper: boolean;
  readonly isDark: boolean;
}

/**
 * The figures that the page holds, in its order.
 *
 * @returns their data and their places
 */
export function pageFigures(): PageFigure[] {
  return [...document.querySelectorAll('figure.figure')].map((element) => ({
    name: element.id,
    figure: JSON.parse(element.querySelector('script')!.textContent!) as Figure,
    place: element.querySelector<HTMLElement>('.plot')!,
  }));
}

/**
 * Draws figures, or draws them again.
 *
 * @param figures from {@link pageFigures}
 * @param surroundings paper or screen, dark or light
 * @returns when all are drawn
 */
export async function drawFigures(figures: readonly PageFigure[], surroundings: Surroundings): Promise<void> {
  const plotly = (globalThis as unknown as { readonly Plotly?: PlotlyLibrary }).Plotly;
  if (!plotly) return;
  await Promise.all(figures.map((one) => drawFigure(plotly, one, surroundings)));
}

function drawFigure(plotly: PlotlyLibrary, { name, figure, place }: PageFigure, surroundings: Surroundings) {
  const { isPaper, isDark } = surroundings;
  const width = isPaper ? PAPER_WIDTH : place.clientWidth;
  const { data, layout } = fittedFigure(isPaper ? figureOnPaper(figure) : figure, width, isDark && !isPaper);
  place.style.height = `${layout.height}px`;
  for (const button of place.parentElement!.querySelectorAll<HTMLButtonElement>('[data-picture]'))
    button.onclick = () => plotly.downloadImage(place, { format: button.dataset.picture, filename: name, scale: 2 });
  const bar = width < NARROW ? { displayModeBar: false } : {};
  return plotly.react(place, data, layout, { ...figureConfig(plotly, () => figure, name), ...bar });
}
