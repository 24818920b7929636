/** Figures as display bundles. */

import { randomBytes } from 'node:crypto';
import { type Figure, figureHeight } from '../../plots/index.js';
import { plainJson, scriptJson } from './escapeHtml.js';
import type { MimeBundle } from './kernelBridge.js';
import { drawScript, PLOTLY_CONFIG } from './plotlyLoader.js';

/** The MIME type of a plotly figure; VS Code draws it natively and the exporter reads it. */
export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/**
 * A figure for every client: plotly's JSON (VS Code, the exporter), HTML that draws itself (JupyterLab has no renderer
 * for the JSON type and takes this) and a line of text.
 *
 * @param figure traces and layout
 * @param key name of a live plot, under which its element survives updates; undefined for a plot that stays as it is
 * @returns the display bundle
 */
export function figureBundle(figure: Figure, key?: string): MimeBundle {
  const plain = plainJson({ data: figure.data, layout: figure.layout, config: PLOTLY_CONFIG });
  return { [PLOTLY_MIME]: plain, 'text/html': figureHtml(figure, key), 'text/plain': describeFigure(figure) };
}

/**
 * HTML that draws a figure with the page's plotly.js.
 *
 * @param figure traces and layout
 * @param key name of a live plot; undefined for none
 * @returns an element of the figure's height, and the script that draws into it
 */
function figureHtml(figure: Figure, key?: string): string {
  const slot = `dawnlab-${randomBytes(6).toString('hex')}`;
  const call = `dawnlabDraw(${scriptJson(slot)},${scriptJson(key ?? null)},${scriptJson(figure)})`;
  return `<div id="${slot}" style="height:${figureHeight(figure.layout)}px"></div><script>${drawScript()}${call}</script>`;
}

/**
 * A figure in one line of text, for places without graphics.
 *
 * @param figure traces and layout
 * @returns for instance `[figure: Success, 3 traces]`
 */
export function describeFigure(figure: Figure): string {
  const { title } = figure.layout;
  const text = typeof title === 'string' ? title : (title as { text?: unknown } | undefined)?.text;
  const traces = `${figure.data.length} ${figure.data.length === 1 ? 'trace' : 'traces'}`;
  return typeof text === 'string' && text ? `[figure: ${text}, ${traces}]` : `[figure: ${traces}]`;
}
