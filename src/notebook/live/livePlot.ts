/** A figure that changes while its cell runs. */

import type { Figure } from '../../plots/index.js';
import { displaySlot, ensurePlotly } from '../cell/display.js';
import { describeFigure, figureBundle } from '../cell/figureBundle.js';
import { kernelBridge } from '../cell/kernelBridge.js';
import { throttle } from '../cell/throttle.js';

/** Least time between two redraws, in milliseconds. */
const LIVE_PLOT_INTERVAL = 250;

/** The handle of a live plot. */
export interface LivePlot {
  /** Replaces the figure; at most one redraw each 250 ms, the newest figure always arrives. */
  update(figure: Figure): void;
  /** Shows the newest figure at once; call it at the end of training. */
  finish(): void;
}

/**
 * Shows a figure that can be replaced while the cell runs.
 *
 * @param figure the first state, for instance empty axes
 * @returns the handle; in plain Node it prints one line when finished
 * @example
 * const plot = livePlot(curve([]));
 * await train({ …, onProgress: ({ curve: points }) => plot.update(curve(points)), signal: cellSignal() });
 * plot.finish();
 */
export function livePlot(figure: Figure): LivePlot {
  let newest = figure;
  ensurePlotly();
  const slot = displaySlot();
  const show = (next: Figure) => slot.show(figureBundle(next, slot.id));
  show(figure);
  const throttled = throttle(show, LIVE_PLOT_INTERVAL);
  return {
    update(next) {
      newest = next;
      if (kernelBridge()) throttled.push(next);
    },
    finish() {
      if (kernelBridge()) throttled.flush();
      else console.log(describeFigure(newest));
    },
  };
}

/** Several live plots of one state. */
export interface LivePlots {
  /** Draws all of them anew, as often as {@link LivePlot} does. */
  update(): void;
  /** Shows the last state of all of them. */
  finish(): void;
}

/**
 * Shows figures that are drawn anew while the cell runs.
 *
 * @param figures what makes each figure of what is known by then
 * @returns the handle
 */
export function livePlots(figures: readonly (() => Figure)[]): LivePlots {
  const plots = figures.map((figure) => ({ figure, plot: livePlot(figure()) }));
  const update = () => {
    for (const { plot, figure } of plots) plot.update(figure());
  };
  return {
    update,
    finish() {
      update();
      for (const { plot } of plots) plot.finish();
    },
  };
}
