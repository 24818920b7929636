/** The figures of a notebook as files: their numbers, and where a browser is there, their pictures. */

import { type Figure, figureCsv } from '../../plots/index.js';

/** A figure of a page. */
export interface PageFigure {
  /** Its id on the page. */
  readonly id: string;
  readonly figure: Figure;
}

/** A figure and its files. */
export interface FigureFile {
  readonly id: string;
  readonly files: readonly { readonly address: string; readonly format: string; readonly contents: string }[];
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
 * Files of figures.
 *
 * @param figures from {@link figuresOf}
 * @param folder address of their folder from the page
 * @param pictures SVG by id, of those that were drawn
 * @returns what is written where
 */
export function figureFiles(
  figures: readonly PageFigure[],
  folder: string,
  pictures: ReadonlyMap<string, string>,
): FigureFile[] {
  return figures.map(({ id, figure }) => {
    const svg = pictures.get(id);
    return {
      id,
      files: [
        { address: `${folder}/${id}.csv`, format: 'csv', contents: figureCsv(figure) },
        ...(svg === undefined ? [] : [{ address: `${folder}/${id}.svg`, format: 'svg', contents: svg }]),
      ],
    };
  });
}
