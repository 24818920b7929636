/** Figures as display bundles. */

import { randomBytes } from 'node:crypto';
import type { Figure } from '../../plots/index.js';
import { plainJson, scriptJson } from './escapeHtml.js';
import type { MimeBundle } from './kernelBridge.js';
import { DRAW_SCRIPT, PLOTLY_CONFIG } from './plotlyLoader.js';

/** The MIME type of a plotly figure; VS Code draws it natively and the exporter reads it. */
export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** Height of a figure that does not say its own, in CSS pixels. */
const FIGURE_HEIGHT = 360;

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
  const style = `width:100%;min-width:${leastWidth(figure)}px;height:${figureHeight(figure)}px`;
  return `<div style="overflow-x:auto"><div id="${slot}" style="${style}"></div></div><script>${DRAW_SCRIPT}${call}</script>`;
}

/**
 * The height of a figure.
 *
 * @param figure traces and layout
 * @returns `layout.height` or {@link FIGURE_HEIGHT}, in CSS pixels
 */
export function figureHeight(figure: Figure): number {
  const { height } = figure.layout;
  return typeof height === 'number' && Number.isFinite(height) ? height : FIGURE_HEIGHT;
}

/** Width below which a column of panels cannot be read, in CSS pixels. */
const PANEL_WIDTH = 200;

/**
 * The width below which a figure is scrolled and not squeezed: its margins and a readable width for each of the panels that
 * stand side by side.
 *
 * @param figure traces and layout
 * @returns CSS pixels
 */
function leastWidth({ layout }: Figure): number {
  const { l = 0, r = 0 } = (layout.margin ?? {}) as { readonly l?: number; readonly r?: number };
  const axes = Object.entries(layout).flatMap(([name, axis]) => (/^xaxis\d*$/.test(name) ? [axis] : []));
  const starts = new Set(axes.map((axis) => (axis as { readonly domain?: readonly number[] }).domain?.[0] ?? 0));
  return l + r + PANEL_WIDTH * Math.max(1, starts.size);
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
