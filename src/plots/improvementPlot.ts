import { probabilityOfImprovement, stratifiedBootstrap } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import type { Figure } from './figure.js';
import { intervalPlot } from './intervalPlot.js';
import { groupRows } from './rows.js';
import type { FinalRow } from './seedDots.js';

/** How to draw how often one beats another. */
export interface ImprovementPlotOptions {
  /** Who is held against the others; the first agent of the rows by default. */
  readonly agent?: string;
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
}

/**
 * How often a run of one agent ends above a run of another, `P(X > Y)`, ties counted half, against each of the others. It
 * says how often, not by how much.
 *
 * @param rows one row per run
 * @param options whose runs, styles, title
 * @returns a figure with a row a rival, and a line at ½
 * @throws RangeError when there are fewer than two agents, or none of that name
 */
export function improvementPlot(rows: readonly FinalRow[], options: ImprovementPlotOptions = {}): Figure {
  const groups = groupRows(rows, ({ agent }) => agent);
  const names = groups.map(([agent]) => agent);
  const own = options.agent ?? names[0];
  const scores = new Map(groups.map(([agent, runs]) => [agent, runs.map(({ success }) => success)]));
  const mine = scores.get(own);
  if (!mine || groups.length < 2)
    throw new RangeError(
      `improvementPlot: expected runs of '${own}' and of another agent, got ${names.join(', ') || 'none'}.`,
    );
  const styles = agentStyles(names, options.styles);
  const label = (agent: string) => `${styles.get(agent)!.label} (n = ${scores.get(agent)!.length})`;
  const rivals = names.filter((name) => name !== own);
  return intervalPlot(
    rivals.map((agent) => ({
      label: `over ${label(agent)}`,
      agent,
      interval: stratifiedBootstrap([mine, scores.get(agent)!], ([x, y]) => probabilityOfImprovement(x, y)),
    })),
    {
      quantity: `probability that a run of ${label(own)} ends higher`,
      reference: 0.5,
      styles,
      title: options.title,
    },
  );
}
