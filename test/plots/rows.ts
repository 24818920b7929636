import type { CurvePoint } from '../../src/plots/index.js';

/** The evaluations of one run, every 1,000 chunks from 0; the other counters are multiples of it. */
export function runOf(agent: string, seed: number, success: readonly number[]): CurvePoint[] {
  return success.map((rate, i) => ({
    agent,
    seed,
    chunks: 1000 * i,
    primitiveSteps: 4000 * i,
    updates: 500 * i,
    seconds: 10 * i + seed * Math.min(i, 1),
    success: rate,
    episodes: 100,
  }));
}

/** A plotly trace, as far as tests look into it. */
export interface Trace {
  readonly name?: string;
  readonly mode: string;
  readonly x: number[];
  readonly y: number[];
  readonly fill?: string;
  readonly xaxis?: string;
  readonly hoverinfo?: string;
  readonly opacity?: number;
  readonly line?: { width?: number; dash?: string; color?: string; shape?: string };
  readonly marker?: { symbol?: string | string[] };
  readonly error_y?: { array: number[]; arrayminus: number[] };
}

/** The traces of a figure. */
export const tracesOf = (figure: { data: readonly object[] }): Trace[] => figure.data as Trace[];

/** A plotly annotation or shape, as far as tests look into it. */
export interface Mark {
  readonly text?: string;
  readonly y?: number;
  readonly y0?: number;
  readonly y1?: number;
  readonly type?: string;
}

/** The annotations or shapes of a figure. */
export const marksOf = (figure: { layout: Record<string, unknown> }, kind: 'annotations' | 'shapes'): Mark[] =>
  figure.layout[kind] as Mark[];
