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
  base: { label: 'Base policy', color: '#555555', dash: 'longdashdot', symbol: 'diamond-wide' },
  resfit: { label: 'ResFiT', color: '#5c4033', dash: '5px,2px,1px,2px', symbol: 'triangle-right' },
};

/**
 * For agents of the reader's own, in order of appearance: the rest of Okabe and Ito (without yellow, too pale on white),
 * then darker colours that stay apart from these in simulated red- and green-blindness.
 */
const SPARE: readonly Omit<AgentStyle, 'label'>[] = [
  { color: '#cc79a7', dash: 'dashdot', symbol: 'diamond' },
  { color: '#e69f00', dash: '8px,3px', symbol: 'x' },
  { color: '#56b4e9', dash: '3px,2px', symbol: 'star' },
  { color: '#000000', dash: '12px,3px,2px,3px', symbol: 'cross' },
  { color: '#7f0000', dash: '16px,3px', symbol: 'triangle-down' },
  { color: '#0000aa', dash: '6px,6px', symbol: 'pentagon' },
  { color: '#117733', dash: '2px,6px', symbol: 'hexagram' },
  { color: '#7a0177', dash: '10px,3px,3px,3px,3px,3px', symbol: 'triangle-left' },
  { color: '#b15928', dash: '14px,4px,6px,4px', symbol: 'hourglass' },
];

/**
 * The styles of the agents of one figure. `dawn`, `policyDecorator`, `vanilla`, `resfit` and `base` always look the same; other
 * names take the spare styles in the order in which they appear, and share them beyond nine.
 *
 * @param agents agent names, repeated as often as they come
 * @param chosen styles that are already decided, for instance {@link orderedStyles}; the names in it take these
 * @returns the style of each name, in order of first appearance
 */
export function agentStyles(
  agents: Iterable<string>,
  chosen: ReadonlyMap<string, AgentStyle> = new Map(),
): Map<string, AgentStyle> {
  const styles = new Map<string, AgentStyle>();
  let spare = 0;
  for (const agent of agents) {
    if (styles.has(agent)) continue;
    const known = chosen.get(agent) ?? (Object.hasOwn(KNOWN, agent) ? KNOWN[agent] : undefined);
    styles.set(agent, known ?? { label: agent, ...SPARE[spare++ % SPARE.length] });
  }
  return styles;
}

/** Colours from dark to as light as can be seen on white: lightness alone orders them. */
const RAMPS = {
  /** Viridis from its dark end. */
  viridis: ['#440154', '#3b528b', '#21908c', '#4fbf6a'],
  violet: ['#3f007d', '#8d7fc0'],
  red: ['#7f0000', '#ef6548'],
  green: ['#00441b', '#41ab5d'],
} as const;

/** A place of a ramp: the colours beside it, mixed. */
function mixed(ramp: readonly string[], at: number): string {
  const [below, above] = [Math.floor(at), Math.ceil(at)].map((i) => ramp[i]);
  const channel = (hex: string, from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  const values = [1, 3, 5].map((from) => {
    const low = channel(below, from);
    return Math.round(low + (at % 1) * (channel(above, from) - low));
  });
  return `#${values.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Styles for arms that differ by one number (the anchor's size M, the bound λ): colours from dark to light in the order
 * given, so that a figure shows the order. Dashes and markers still tell each one apart.
 *
 * @param names the arms in the order of their number
 * @param ramp which colours; a second number in the same notebook takes others, so that a colour keeps its meaning
 * @returns the style of each, for {@link agentStyles} and for the option `styles` of the figures
 */
export function orderedStyles(names: readonly string[], ramp: keyof typeof RAMPS = 'viridis'): Map<string, AgentStyle> {
  const shapes = [...Object.values(KNOWN).slice(0, 3), ...SPARE];
  const colors = RAMPS[ramp];
  return new Map(
    names.map((label, i) => {
      const at = names.length === 1 ? 0 : (i * (colors.length - 1)) / (names.length - 1);
      const { dash, symbol } = shapes[i % shapes.length];
      return [label, { label, color: mixed(colors, at), dash, symbol }];
    }),
  );
}
