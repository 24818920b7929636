/** The figures of a notebook as files: their numbers, and their drawings where a browser could make them. */

import { type Figure, figureCsv } from '../../plots/index.js';
import type { SiteFile } from './siteNames.js';

/** A figure of a page. */
export interface PageFigure {
  /** Its id on the page. */
  readonly id: string;
  readonly figure: Figure;
}

/** The files of a figure, by format. */
export interface FigureFiles {
  readonly id: string;
  readonly csv: SiteFile;
  readonly svg?: SiteFile;
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
 * The files of figures.
 *
 * @param figures from {@link figuresOf}
 * @param drawn SVG of each, in their order; empty where there is none
 * @param folder that they come into, from the folder of the site
 * @returns the files of each
 */
export function figureFiles(figures: readonly PageFigure[], drawn: readonly string[], folder: string): FigureFiles[] {
  return figures.map(({ id, figure }, i) => ({
    id,
    csv: { path: `${folder}/${id}.csv`, contents: figureCsv(figure) },
    ...(drawn[i] !== undefined && { svg: { path: `${folder}/${id}.svg`, contents: drawn[i] } }),
  }));
}
