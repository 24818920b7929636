/** Outputs of cells as HTML for a published page. */

import { stripVTControlCharacters } from 'node:util';
import { type Figure, figureHeight, figureText } from '../../plots/index.js';
import { escapeHtml, scriptJson } from '../cell/escapeHtml.js';
import { PLOTLY_MIME } from '../cell/figureBundle.js';
import { PLOTLY_SCRIPT_MIME } from '../cell/plotlyLoader.js';
import { type CellOutput, joinText } from '../document/notebookFile.js';
import { formulaHtml, type MarkdownPlace, markdownHtml } from './markdownHtml.js';
import { embedPictures } from './pictureData.js';

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/**
 * An output as HTML. A figure becomes an empty place of its height with its data beside it, for the script of the page.
 *
 * @param output the output
 * @param place where it stands; its name is the id of a figure
 * @returns HTML
 */
export function outputHtml(output: CellOutput, place: MarkdownPlace): string {
  if (output.output_type === 'stream') return textHtml(joinText(output.text), output.name);
  if (output.output_type === 'error') return textHtml(errorText(output), 'stderr');
  const { data } = output;
  // The page brings its own plotly.js, once.
  if (data[PLOTLY_SCRIPT_MIME]) return '';
  if (data[PLOTLY_MIME]) return figurePlace(data[PLOTLY_MIME] as Figure, `${place.name}-figure`);
  if (data['text/html']) return `<div class="output html">${embedPictures(joinText(data['text/html']), place)}</div>`;
  if (data['image/svg+xml']) return `<div class="output">${joinText(data['image/svg+xml'])}</div>`;
  for (const type of PICTURES) {
    const base64 = joinText(data[type]).replace(/\s/g, '');
    if (base64) return `<div class="output"><img alt="" src="data:${type};base64,${base64}"></div>`;
  }
  if (data['text/markdown']) return `<div class="output">${markdownHtml(joinText(data['text/markdown']), place)}</div>`;
  if (data['text/latex'])
    return `<div class="output">${formulaHtml(joinText(data['text/latex']).replace(/^\$+|\$+$/g, ''), true)}</div>`;
  return textHtml(joinText(data['text/plain']), 'stdout');
}

/**
 * What of an error stands on the page and in a terminal.
 *
 * @param error an error output
 * @returns its traceback, or name and message if it has none
 */
function errorText(error: Extract<CellOutput, { output_type: 'error' }>): string {
  return error.traceback.length > 0 ? error.traceback.join('\n') : `${error.ename}: ${error.evalue}`;
}

function figurePlace(figure: Figure, id: string): string {
  return (
    `<figure class="output figure" id="${escapeHtml(id)}" aria-label="${escapeHtml(figureText(figure))}">` +
    `<div class="plot" style="height:${figureHeight(figure.layout)}px"></div>` +
    `<script type="application/json">${scriptJson({ data: figure.data, layout: figure.layout })}</script></figure>`
  );
}

function textHtml(text: string, stream: string): string {
  return text
    ? `<pre class="output ${stream === 'stderr' ? 'stderr' : 'stdout'}">${escapeHtml(stripVTControlCharacters(text))}</pre>`
    : '';
}
