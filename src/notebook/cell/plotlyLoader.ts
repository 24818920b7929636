/** How a page gets plotly.js: from the notebook server, or written into the page once. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { scriptSource } from './escapeHtml.js';
import type { MimeBundle } from './kernelBridge.js';

const require = createRequire(import.meta.url);

/** MIME type that marks the output which holds plotly.js, so that the exporter can leave it out. */
export const PLOTLY_SCRIPT_MIME = 'application/vnd.dawnlab.plotly-script+json';

/**
 * How plotly.js behaves on every page: nothing in a figure leads to a third party. Left to itself it offers an upload to
 * Plotly's cloud ("Share chart…") and a link to its maker.
 */
export const PLOTLY_CONFIG = {
  responsive: true,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: '',
} as const;

/** A plotly.js bundle among the dependencies; the cartesian one has curves, bars, heat maps and histograms. */
export type PlotlyBundle = 'plotly.js-cartesian-dist-min' | 'plotly.js-dist';

/**
 * The source of plotly.js for a script element.
 *
 * The wrapper hides `define` and `module`: on a page with RequireJS the source would otherwise define a module and no
 * `window.Plotly`.
 *
 * @param bundle which bundle
 * @returns JavaScript that sets `window.Plotly`, safe inside a script element
 */
export function plotlySource(bundle: PlotlyBundle = 'plotly.js-cartesian-dist-min'): string {
  const source = scriptSource(readFileSync(require.resolve(bundle), 'utf8'));
  return `if(!window.Plotly){(function(){var define,module,exports;${source}\n}).call(window)}`;
}

/**
 * The bundle that writes plotly.js into a notebook page.
 *
 * @param bundle which plotly.js
 * @returns a display bundle, 1.5 MB (cartesian) or 10 MB (whole)
 */
export function plotlyScriptOutput(bundle: PlotlyBundle = 'plotly.js-cartesian-dist-min'): MimeBundle {
  return {
    [PLOTLY_SCRIPT_MIME]: { bundle },
    'text/html': `<script>${plotlySource(bundle)}</script>`,
    'text/plain': '[plotly.js]',
  };
}

/**
 * Whether figures must bring plotly.js along: not where the server offers it (`DAWNLAB_PLOTLY=server`, set by
 * `npm start`) and not in headless runs (`none`: the published page embeds it once).
 *
 * @returns true when the first figure has to write plotly.js into the page
 */
export function pageNeedsPlotly(): boolean {
  return !['server', 'none'].includes(process.env.DAWNLAB_PLOTLY ?? '');
}

/**
 * Page script that defines `dawnlabDraw(slotId, key, figure)`, idempotent.
 *
 * It draws into the element `slotId` as soon as plotly.js is there, and loads it from the notebook server's static
 * files if the page has none. A plot with a key lives on across updates of its output: its element is moved into the
 * new slot and redrawn, so that a live plot neither flickers nor loses its zoom.
 */
export const DRAW_SCRIPT = `window.dawnlabDraw=window.dawnlabDraw||(function(){
var plots={},waiting=null;
function server(){var c=document.getElementById('jupyter-config-data');return c?JSON.parse(c.textContent).baseUrl:null}
function plotly(){
if(window.Plotly)return Promise.resolve(window.Plotly);
if(!waiting)waiting=new Promise(function(done,fail){
var tries=0,base=server(),asked=false;
(function look(){
if(window.Plotly)return done(window.Plotly);
if(base!==null&&!asked&&tries>2){asked=true;var s=document.createElement('script');s.src=base+'static/plotly.js';document.head.appendChild(s)}
if(tries++>200){waiting=null;return fail(new Error('plotly.js is not on this page: run embedPlotly() in a cell, or open the notebook with npm start'))}
setTimeout(look,100)})()});
return waiting}
return function(slotId,key,figure){
plotly().then(function(P){
var slot=document.getElementById(slotId);if(!slot)return;
var node=key&&plots[key];
if(!node){node=document.createElement('div');node.style.width='100%';node.style.height='100%';if(key)plots[key]=node}
if(node.parentNode!==slot)slot.appendChild(node);
P.react(node,figure.data,figure.layout,${JSON.stringify(PLOTLY_CONFIG)})
}).catch(function(e){var slot=document.getElementById(slotId);if(slot)slot.textContent=e.message})}})();`;
