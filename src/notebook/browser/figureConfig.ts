/** What stands in the bar of a figure: its picture as PNG and SVG, its numbers as CSV. */

import type { Figure } from '../../plots/index.js';
import { figureCsv } from '../../plots/index.js';

/** What is used of plotly.js. */
export interface PlotlyLibrary {
  react(place: HTMLElement, data: readonly object[], layout: object, config: object): Promise<unknown>;
  downloadImage(place: HTMLElement, options: object): Promise<unknown>;
}

/** Words as icons: the bar's buttons are 20 by 20. */
const icon = (text: string) => ({
  width: 40,
  height: 20,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><text x="20" y="15" text-anchor="middle" font-family="sans-serif" font-size="14" font-weight="600">${text}</text></svg>`,
});

/**
 * A name for the files of a figure.
 *
 * @param figure with or without a title
 * @returns its title in small letters, words joined; `figure` without one
 */
export function figureName({ layout }: Figure): string {
  const { title } = layout as { readonly title?: { readonly text?: string } };
  const words = (title?.text ?? '').replace(/<[^>]*>/g, ' ').match(/[\p{L}\p{N}]+/gu);
  return words?.join('-').toLowerCase() ?? 'figure';
}

/**
 * plotly's configuration of a figure. Nothing in it leads to a third party.
 *
 * @param plotly the library
 * @param figure gives the one whose numbers are offered: a live figure changes
 * @param name of the files
 * @returns plotly's `config`
 */
export function figureConfig(plotly: PlotlyLibrary, figure: () => Figure, name: string): object {
  const picture = (format: 'png' | 'svg') => ({
    name: format,
    title: `Download as ${format.toUpperCase()}`,
    icon: icon(format.toUpperCase()),
    click: (place: HTMLElement) => plotly.downloadImage(place, { format, filename: name, scale: 2 }),
  });
  const table = {
    name: 'csv',
    title: 'Download the numbers as CSV',
    icon: icon('CSV'),
    click: () => download(`${name}.csv`, figureCsv(figure())),
  };
  return {
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: '',
    modeBarButtonsToRemove: ['toImage', 'select2d', 'lasso2d'],
    modeBarButtonsToAdd: [picture('png'), picture('svg'), table],
  };
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
