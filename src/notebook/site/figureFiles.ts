/** The figures of a notebook as files of their numbers; pictures are drawn by the page. */

import { type Figure, figureCsv } from '../../plots/index.js';

/** A figure of a page. */
export interface PageFigure {
  /** Its id on the page. */
  readonly id: string;
  readonly figure: Figure;
}

/** The numbers of a figure. */
export interface FigureFile {
  readonly id: string;
  readonly address: string;
  readonly contents: string;
}

/**
 * The figures of a rendered notebook.
 *
 * @param html of the notebook
 * @returns in the order of the page
 */
export function figuresOf(html: string): PageFigure[] {
  const pattern =
    /<figure class="output figure" id="([^"]*)"[^>]*>[\s\S]*?<script type="application\/json">([\s\S]*?)<\/script>/g;
  return [...html.matchAll(pattern)].map(([, id, json]) => ({ id: id!, figure: JSON.parse(json!) as Figure }));
}

/**
 * The numbers of figures.
 *
 * @param figures from {@link figuresOf}
 * @param folder address of their folder from the page
 * @returns a CSV file for each
 */
export function figureFiles(figures: readonly PageFigure[], folder: string): FigureFile[] {
  return figures.map(({ id, figure }) => ({ id, address: `${folder}/${id}.csv`, contents: figureCsv(figure) }));
}
