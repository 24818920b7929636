/** The script of a page that nobody sees: it writes its figures down as SVG, each as one word of an address. */

import type { Figure } from '../../plots/index.js';

interface Drawer {
  toImage(figure: Figure, options: object): Promise<string>;
}

const { Plotly } = globalThis as unknown as { readonly Plotly: Drawer };

async function drawing(figure: Figure): Promise<string> {
  const { width, height } = figure.layout;
  const url = await Plotly.toImage(figure, { format: 'svg', width, height });
  return url.slice(url.indexOf(',') + 1);
}

async function writeDown(): Promise<void> {
  const figures = JSON.parse(document.querySelector('#figures')!.textContent!) as Figure[];
  document.querySelector('#drawn')!.textContent = (await Promise.all(figures.map(drawing))).join(' ');
}

void writeDown();
