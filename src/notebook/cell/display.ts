/** Showing things in a cell; in plain Node the same calls print text. */

import { randomBytes } from 'node:crypto';
import type { Figure } from '../../plots/index.js';
import { figureBundle } from './figureBundle.js';
import { kernelBridge, type MimeBundle } from './kernelBridge.js';
import { type PlotlyBundle, pageNeedsPlotly, plotlyScriptOutput } from './plotlyLoader.js';

let pageHasPlotly = false;

/**
 * Shows a display bundle in the running cell.
 *
 * @param bundle one value for each MIME type; `text/plain` is what plain Node prints
 */
export function display(bundle: MimeBundle): void {
  const kernel = kernelBridge();
  if (kernel) kernel.display(bundle, undefined, false);
  else printPlain(bundle);
}

/** A place in a cell's output whose content can be replaced while the cell runs. */
export interface DisplaySlot {
  /** Replaces the content; the first call decides where the slot stands. Prints nothing in plain Node. */
  show(bundle: MimeBundle): void;
  /** A name for the slot, unique on the page. */
  readonly id: string;
}

/**
 * Makes a slot.
 *
 * @returns the slot, still invisible
 */
export function displaySlot(): DisplaySlot {
  const id = `dawnlab-${randomBytes(8).toString('hex')}`;
  let shown = false;
  return {
    id,
    show(bundle) {
      kernelBridge()?.display(bundle, id, shown);
      shown = true;
    },
  };
}

/**
 * Shows HTML; scripts in it run.
 *
 * @param html a fragment of HTML
 * @param plain what plain Node prints instead; by default the HTML without its tags
 */
export function showHtml(html: string, plain: string = withoutTags(html)): void {
  display({ 'text/html': html, 'text/plain': plain });
}

/**
 * Shows Markdown, with formulas between dollar signs.
 *
 * @param markdown the text
 */
export function showMarkdown(markdown: string): void {
  display({ 'text/markdown': markdown, 'text/plain': markdown });
}

/**
 * Shows a figure.
 *
 * @param figure plotly traces and layout, as made by src/plots
 */
export function showFigure(figure: Figure): void {
  ensurePlotly();
  display(figureBundle(figure));
}

/**
 * Writes plotly.js into the page; figures do it by themselves, this is for a page that was reloaded without it.
 *
 * @param bundle which plotly.js; the whole one (10 MB) also has three-dimensional traces and maps
 */
export function embedPlotly(bundle: PlotlyBundle = 'plotly.js-cartesian-dist-min'): void {
  pageHasPlotly = true;
  if (kernelBridge()) display(plotlyScriptOutput(bundle));
}

/** Writes plotly.js into the page if nothing else brings it there and this has not been done yet. */
export function ensurePlotly(): void {
  if (!pageHasPlotly && pageNeedsPlotly()) embedPlotly();
}

function printPlain(bundle: MimeBundle): void {
  const text = bundle['text/plain'];
  if (typeof text === 'string' && text) console.log(text);
}

function withoutTags(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
