/** Each agent has one colour and one dash and one marker in every figure, so that any one of the three identifies it. */

/** How an agent is drawn. */
export interface AgentStyle {
  /** Name for people. */
  readonly label: string;
  /** `#rrggbb`, from the palette of Okabe and Ito, which colour-blind readers can tell apart. */
  readonly color: string;
  /** A plotly dash. */
  readonly dash: string;
  /** A plotly marker symbol. */
  readonly symbol: string;
}

const KNOWN: Readonly<Record<string, AgentStyle>> = {
  dawn: { label: 'DAWN', color: '#0072b2', dash: 'solid', symbol: 'circle' },
  policyDecorator: { label: 'Policy Decorator', color: '#d55e00', dash: 'dash', symbol: 'square' },
  vanilla: { label: 'Vanilla residual', color: '#009e73', dash: 'dot', symbol: 'triangle-up' },
  base: { label: 'Base policy', color: '#555555', dash: 'longdashdot', symbol: 'line-ew-open' },
};

/** For agents of the reader's own, in order of appearance. Okabe and Ito's yellow is left out: too pale on white. */
const SPARE: readonly Omit<AgentStyle, 'label'>[] = [
  { color: '#cc79a7', dash: 'dashdot', symbol: 'diamond' },
  { color: '#e69f00', dash: '8px,3px', symbol: 'x' },
  { color: '#56b4e9', dash: '3px,2px', symbol: 'star' },
  { color: '#000000', dash: '12px,3px,2px,3px', symbol: 'cross' },
];

/**
 * The styles of the agents of one figure. `dawn`, `policyDecorator`, `vanilla` and `base` always look the same; other
 * names take the spare styles in the order in which they appear, and share them beyond four.
 *
 * @param agents agent names, repeated as often as they come
 * @returns the style of each name, in order of first appearance
 */
export function agentStyles(agents: Iterable<string>): Map<string, AgentStyle> {
  const styles = new Map<string, AgentStyle>();
  let spare = 0;
  for (const agent of agents) {
    if (styles.has(agent)) continue;
    const known = Object.hasOwn(KNOWN, agent) ? KNOWN[agent] : undefined;
    styles.set(agent, known ?? { label: agent, ...SPARE[spare++ % SPARE.length] });
  }
  return styles;
}
