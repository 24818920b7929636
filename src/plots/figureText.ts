import type { Figure } from './figure.js';

/** What of a layout is read here. */
interface ReadLayout {
  readonly title?: unknown;
  readonly xaxis?: { readonly title?: unknown };
  readonly yaxis?: { readonly title?: unknown };
  readonly annotations?: readonly { readonly text?: unknown }[];
}

/** The words of a title, a string or an object with one. */
function words(title: unknown): string {
  const text = typeof title === 'string' ? title : (title as { text?: unknown } | undefined)?.text;
  return typeof text === 'string' ? plain(text) : '';
}

const plain = (html: string) =>
  html
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * What a figure shows, in words: for readers who do not see it. Its title and subtitle, its axes, what is written in it,
 * else the names of its traces.
 *
 * @param figure traces and layout
 * @returns sentences, for instance `08-dawn. success rate against chunk transitions. DAWN 98 % (n = 8); Base policy 35 %.`
 */
export function figureText({ data, layout }: Figure): string {
  const { title, xaxis, yaxis, annotations = [] } = layout as ReadLayout;
  const subtitle = words((title as { subtitle?: unknown } | undefined)?.subtitle);
  const [x, y] = [words(xaxis?.title), words(yaxis?.title)];
  const axes = x && y ? `${y} against ${x}` : x || y;
  const written = annotations.map(words).filter(Boolean);
  const names = data.flatMap((trace) => words((trace as { name?: unknown }).name) || []);
  const labels = written.length > 0 ? written : [...new Set(names)];
  const sentences = [words(title), subtitle, axes, labels.join('; ')].filter(Boolean);
  const traces = `${data.length} ${data.length === 1 ? 'trace' : 'traces'}`;
  return sentences.length > 0 ? `${sentences.join('. ')}.` : `A figure of ${traces}.`;
}
