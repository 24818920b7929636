import { drawFigures, pageFigures, type Surroundings } from './drawFigures.js';

/** Milliseconds without a change of size before figures are drawn again. */
const SETTLED = 120;

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Draws all figures for the screen, again whenever its size or its light changes, and for paper while it prints. */
export async function keepDrawn(): Promise<void> {
  const figures = pageFigures();
  const draw = (changed: Partial<Surroundings> = {}) =>
    drawFigures(figures, { isPaper: false, isDark: dark.matches, ...changed });
  let width = innerWidth;
  let timer = 0;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(timer);
    timer = setTimeout(draw, SETTLED) as unknown as number;
  });
  dark.addEventListener('change', () => draw());
  addEventListener('beforeprint', () => draw({ isPaper: true }));
  addEventListener('afterprint', () => draw());
  await draw();
  document.documentElement.dataset.drawn = '';
}
