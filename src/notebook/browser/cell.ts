/**
 * The script beside each figure in a notebook: it defines `dawnlabDraw`, once a page. The figure is drawn for the room and the
 * light that there are, and again whenever one of them changes; its picture and its numbers can be taken away.
 */

import type { Figure } from '../../plots/index.js';
import { figureConfig, figureName } from './figureConfig.js';
import { fittedFigure } from './fittedFigure.js';
import { loadPlotly } from './loadPlotly.js';

/** A figure and where it is drawn. */
interface Plot {
  readonly node: HTMLElement;
  figure: Figure;
  /** Of one plot always the same: plotly begins anew where it changes. */
  config?: object;
  /** CSS pixels that it was drawn for. */
  width?: number;
}

/** JupyterLab and VS Code say so on the body. */
const isDark = () =>
  document.body.dataset.jpThemeLight === 'false' || /\bvscode-(dark|high-contrast)\b/.test(document.body.className);

async function draw(plot: Plot): Promise<void> {
  const { node } = plot;
  try {
    const plotly = await loadPlotly();
    plot.width = node.clientWidth;
    if (plot.width === 0) return; // behind another tab: its size will change
    const { data, layout } = fittedFigure(plot.figure, plot.width, isDark());
    node.parentElement!.style.height = `${layout.height}px`;
    plot.config ??= figureConfig(plotly, () => plot.figure, figureName(plot.figure));
    await plotly.react(node, data, layout, plot.config);
  } catch (error) {
    node.textContent = (error as Error).message;
  }
}

function drawer(): (slotId: string, key: string | null, figure: Figure) => void {
  const live = new Map<string, Plot>();
  const shown = new WeakMap<Element, Plot>();
  const sizes = new ResizeObserver((entries) => {
    for (const plot of entries.map(({ target }) => shown.get(target)!))
      if (plot.width !== plot.node.clientWidth) void draw(plot);
  });
  const light = new MutationObserver(() => {
    for (const element of document.querySelectorAll('.dawnlab-figure')) void draw(shown.get(element)!);
  });
  light.observe(document.body, { attributeFilter: ['class', 'data-jp-theme-light'] });

  function newPlot(key: string | null, figure: Figure): Plot {
    const plot = { node: document.createElement('div'), figure };
    plot.node.className = 'dawnlab-figure';
    shown.set(plot.node, plot);
    sizes.observe(plot.node); // has a size as soon as it stands on the page, and is drawn then
    if (key !== null) live.set(key, plot);
    return plot;
  }

  return (slotId, key, figure) => {
    const slot = document.getElementById(slotId);
    if (!slot) return;
    const known = key === null ? undefined : live.get(key);
    const plot = known ? Object.assign(known, { figure }) : newPlot(key, figure);
    // A live plot moves on into the new output, so that it neither flickers nor loses its zoom.
    if (plot.node.parentElement !== slot) slot.append(plot.node);
    if (known) void draw(plot);
  };
}

const page = globalThis as unknown as { dawnlabDraw?: ReturnType<typeof drawer> };
page.dawnlabDraw ??= drawer();
