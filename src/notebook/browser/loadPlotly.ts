/** plotly.js where a notebook is shown: an earlier output brings it, or JupyterLab's server has it. */

import type { PlotlyLibrary } from './figureConfig.js';

/** Milliseconds between two looks, looks until the server is asked, and until nothing is hoped for. */
const [BETWEEN, ASK, GIVE_UP] = [100, 3, 200];

const page = globalThis as unknown as { readonly Plotly?: PlotlyLibrary };

let waiting: Promise<PlotlyLibrary> | undefined;

/**
 * Waits for plotly.js.
 *
 * @returns the library
 * @throws Error where nothing brings it, with what to do
 */
export function loadPlotly(): Promise<PlotlyLibrary> {
  waiting ??= look(0).catch((error) => {
    waiting = undefined;
    throw error;
  });
  return waiting;
}

async function look(tries: number): Promise<PlotlyLibrary> {
  if (page.Plotly) return page.Plotly;
  if (tries === ASK) askServer();
  if (tries > GIVE_UP)
    throw new Error('plotly.js is not on this page: run embedPlotly() in a cell, or open the notebook with npm start');
  await new Promise((done) => setTimeout(done, BETWEEN));
  return look(tries + 1);
}

/** JupyterLab writes down where its static files are. */
function askServer(): void {
  const config = document.getElementById('jupyter-config-data');
  if (!config) return;
  const script = document.createElement('script');
  script.src = `${JSON.parse(config.textContent!).baseUrl}static/plotly.js`;
  document.head.append(script);
}
