/** What is drawn of the selected runs: their curves, and the settings in which they differ. */

import { figureConfig, type PlotlyLibrary } from '../../notebook/browser/figureConfig.js';
import type { Axis, RunCurve } from '../runCurve.js';
import type { RunEntry } from '../runEntry.js';
import { curveTraces } from './curveTraces.js';
import { columnValue } from './filterRuns.js';
import { askCurves } from './server.js';
import { differingSettings } from './settingsTable.js';

declare const Plotly: PlotlyLibrary;

const part = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const chosen = (id: string) => part<HTMLSelectElement>(id).value;

const AXIS_TITLES: Readonly<Record<Axis, string>> = {
  chunks: 'chunk transitions',
  primitiveSteps: 'primitive steps',
  updates: 'gradient updates',
  seconds: 'seconds of training',
};

/** Colours of the page, so that a figure is dark where the page is. */
function layoutOf(quantity: string, axis: Axis): Record<string, unknown> {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const lines = { gridcolor: color('--line'), linecolor: color('--quiet'), zeroline: false };
  return {
    margin: { l: 60, r: 10, t: 10, b: 45 },
    paper_bgcolor: color('--ground'),
    plot_bgcolor: color('--ground'),
    font: { color: color('--ink'), family: 'system-ui, sans-serif', size: 12 },
    legend: { orientation: 'h', yanchor: 'top', y: -0.3 },
    xaxis: { ...lines, title: { text: AXIS_TITLES[axis], standoff: 6 }, rangemode: 'tozero' },
    yaxis: {
      ...lines,
      title: { text: quantity },
      ...(quantity === 'success' && { range: [-0.02, 1.02], tickformat: '.0%' }),
    },
  };
}

/**
 * Fills a list of options; a choice stays where it still exists.
 *
 * @param id of the list
 * @param names values of the options
 * @param labels what is read, the names by default
 */
export function fillOptions(id: string, names: readonly string[], labels: readonly string[] = names): void {
  const select = part<HTMLSelectElement>(id);
  if ([...select.options].map(({ value }) => value).join('\n') === names.join('\n')) return;
  const before = select.value;
  select.replaceChildren(...names.map((name, i) => new Option(labels[i], name)));
  if (names.includes(before)) select.value = before;
}

function drawCurves(entries: readonly RunEntry[], curves: readonly RunCurve[], quantity: string): void {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const axis = chosen('axis') as Axis;
  const by = chosen('colour');
  const smoothing = Number(part<HTMLInputElement>('smoothing').value);
  part('smooth').textContent = smoothing === 0 ? 'off' : String(smoothing);
  const groupOf = (entry: RunEntry) => String(columnValue(entry, by) ?? '–');
  const runs = curves.flatMap((curve) => {
    const entry = byKey.get(curve.key);
    return entry ? [[entry, curve] as const] : [];
  });
  const figure = { data: curveTraces(runs, { axis, smoothing, groupOf }), layout: layoutOf(quantity, axis) };
  const config = { responsive: true, ...figureConfig(Plotly, () => figure, `${quantity}-over-${axis}`) };
  void Plotly.react(part('curves'), figure.data, figure.layout, config);
  const cut = part('cut');
  cut.hidden = curves.length === entries.length;
  cut.textContent = `The first ${curves.length} of ${entries.length} selected runs are drawn.`;
}

function cellOf(tag: 'td' | 'th', text: string): HTMLElement {
  const cell = document.createElement(tag);
  cell.textContent = text;
  return cell;
}

function showSettings(entries: readonly RunEntry[]): void {
  const differing = differingSettings(entries);
  const note = document.createElement('p');
  note.className = 'hint';
  note.textContent = entries.length < 2 ? 'Select two runs or more.' : 'Nothing but their seeds.';
  const table = document.createElement('table');
  for (const { name, values } of differing) {
    const row = table.insertRow();
    const texts = values.slice(0, 8).map(({ text, runs }) => (entries.length > 2 ? `${text} (${runs})` : text));
    row.append(
      cellOf('th', name),
      cellOf('td', texts.join(entries.length > 2 ? ', ' : ' → ') + (values.length > 8 ? ', …' : '')),
    );
  }
  part('settings').replaceChildren(differing.length > 0 ? table : note);
}

let asked = 0;

/**
 * Draws the selected runs.
 *
 * @param entries selected rows
 */
export async function showSelection(entries: readonly RunEntry[]): Promise<void> {
  const mine = ++asked;
  showSettings(entries);
  const quantity = chosen('quantity') || 'success';
  const keys = entries.map(({ key }) => key);
  const { quantities, curves } = keys.length > 0 ? await askCurves(keys, quantity) : { quantities: [], curves: [] };
  // The answer to an earlier question may come later.
  if (mine !== asked) return;
  if (quantities.length > 0) fillOptions('quantity', quantities);
  drawCurves(entries, curves, quantity);
}
