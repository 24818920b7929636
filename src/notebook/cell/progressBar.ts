/** A progress bar with rate and time left. */

import { displaySlot } from './display.js';
import { escapeHtml } from './escapeHtml.js';
import { formatDuration } from './formatDuration.js';
import { kernelBridge } from './kernelBridge.js';
import { throttle } from './throttle.js';

/** Least time between two redraws, in milliseconds: 200 in a notebook, 5000 for lines on a console. */
const NOTEBOOK_INTERVAL = 200;
const CONSOLE_INTERVAL = 5000;

/** MIME type that marks a progress bar, so that the headless runner can pass its text on. */
export const PROGRESS_MIME = 'application/vnd.dawnlab.progress+json';

/** The handle of a progress bar. */
export interface ProgressBar {
  /**
   * Says how far it is.
   *
   * @param done units done, in [0, total]
   * @param note a few words beside the bar, for instance `success 0.84`
   */
  update(done: number, note?: string): void;
  /**
   * Stops the clock and shows the end state: finished, or stopped at what was last reported.
   *
   * @param note a few words beside the bar
   * @param fault one word for an end that is none, for instance `diverged`
   */
  finish(note?: string, fault?: string): void;
}

/** What a progress bar shows at one moment. */
interface ProgressState {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Units that were done before the clock started. */
  readonly from?: number;
  readonly seconds: number;
  readonly note: string;
  readonly finished: boolean;
  /** One word for an end that is none. */
  readonly fault?: string;
}

/**
 * Shows a progress bar that moves while the cell runs.
 *
 * @param label what is being done, for instance `training dawn`
 * @param total how many units there are
 * @param unit their name, for instance `chunks`
 * @param from units that an earlier part of the work did; the rate does not count them
 * @returns the handle; in plain Node it prints a line every 5 seconds
 */
export function progressBar(label: string, total: number, unit = 'steps', from = 0): ProgressBar {
  const start = performance.now();
  const slot = displaySlot();
  const inKernel = kernelBridge() !== undefined;
  let state: ProgressState = { label, done: from, total, from, seconds: 0, note: '', finished: false };
  const show = (next: ProgressState) => {
    const text = progressText(next, unit);
    const data = { done: next.done, total: next.total, seconds: next.seconds };
    if (inKernel) slot.show({ 'text/html': progressHtml(next, unit), 'text/plain': text, [PROGRESS_MIME]: data });
    else console.log(text);
  };
  const throttled = throttle(show, inKernel ? NOTEBOOK_INTERVAL : CONSOLE_INTERVAL);
  const move = (done: number, note: string, finished: boolean, fault?: string) => {
    state = { label, total, from, done, note, finished, fault, seconds: (performance.now() - start) / 1000 };
    throttled.push(state);
    if (finished) throttled.flush();
  };
  if (inKernel) show(state);
  return {
    update: (done, note = state.note) => move(done, note, false),
    finish: (note = state.note, fault) => move(state.done, note, true, fault),
  };
}

/**
 * The numbers beside the bar.
 *
 * @param state how far it is
 * @param unit name of the units
 * @returns for instance `training: 50 % · 500 of 1,000 chunks · 20 chunks/s · 25 s left · success 0.8`
 */
function progressText(state: ProgressState, unit: string): string {
  return [`${state.label}: ${percent(state).toFixed(0)} %`, ...numbers(state, unit)].join(' · ');
}

/**
 * The bar as HTML.
 *
 * @param state how far it is
 * @param unit name of the units
 * @returns one line: label, bar, numbers
 */
function progressHtml(state: ProgressState, unit: string): string {
  const ended = state.fault ? '#b03a2e' : state.done >= state.total ? '#2e8b57' : '#b8860b';
  const color = state.finished ? ended : '#2f6fb7';
  const bar =
    '<span style="display:inline-block;width:16em;height:.7em;border-radius:.35em;background:rgba(128,128,128,.25);overflow:hidden">' +
    `<span style="display:block;height:100%;width:${percent(state).toFixed(1)}%;background:${color}"></span></span>`;
  const text = escapeHtml(numbers(state, unit).join(' · '));
  return (
    '<div class="dawnlab-progress" style="font:13px/1.8 system-ui,sans-serif;font-variant-numeric:tabular-nums">' +
    `<b>${escapeHtml(state.label)}</b> ${bar} ${percent(state).toFixed(0)} % · ${text}</div>`
  );
}

function numbers(state: ProgressState, unit: string): string[] {
  const { done, total, from = 0, seconds, finished, fault, note } = state;
  const rate = seconds > 0 ? (done - from) / seconds : 0;
  const parts = [`${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit}`];
  if (rate > 0) parts.push(`${rate >= 10 ? Math.round(rate).toLocaleString('en') : rate.toPrecision(2)} ${unit}/s`);
  if (finished) parts.push(`${fault ?? (done >= total ? 'done' : 'stopped')} after ${formatDuration(seconds)}`);
  else if (rate > 0) parts.push(`${formatDuration((total - done) / rate)} left`);
  if (note) parts.push(note);
  return parts;
}

function percent({ done, total }: ProgressState): number {
  return total > 0 ? Math.min(100, Math.max(0, (100 * done) / total)) : 100;
}
