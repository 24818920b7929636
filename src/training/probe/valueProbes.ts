/** What values are worth: probes of Q and of log π, each a few lines around a function of src/diagnostics. */

import { impossibleShare, type QGrounding, qGrounding } from '../../diagnostics/index.js';
import { groundedValues, softlyGroundedValues } from './episodeTraces.js';
import type { Probe, ProbeValue, ProbeValues, Traced, Traces } from './probe.js';

/** On whose episodes, as names of values begin. */
const SIDES = ['base', 'own'] as const;
const WHOSE = { base: 'base policy’s episodes', own: 'present policy’s episodes' };

const SHARE = [0, 1] as const;
const POSITIVE = [0, Number.POSITIVE_INFINITY] as const;

/** Values on both sides, side by side in names: `baseQ`, `ownQ`. */
function onBothSides(values: Readonly<Record<string, ProbeValue>>): Readonly<Record<string, ProbeValue>> {
  return Object.fromEntries(
    SIDES.flatMap((side) =>
      Object.entries(values).map(([name, value]) => [
        side + name,
        { ...value, quantity: `${value.quantity}, ${WHOSE[side]}` },
      ]),
    ),
  );
}

/** Measures each side that has chunks. */
async function measureSides(traces: Traces, measure: (traced: Traced) => Promise<ProbeValues>): Promise<ProbeValues> {
  const found: [string, number][] = [];
  for (const side of SIDES)
    if (traces[side].chunks.length > 0)
      for (const [name, value] of Object.entries(await measure(traces[side]))) found.push([side + name, value]);
  return Object.fromEntries(found);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function groundingValues({ absoluteError, bias, exact }: QGrounding): ProbeValues {
  return {
    ErrorLow: absoluteError.low,
    ErrorHigh: absoluteError.high,
    BiasLow: bias.low,
    BiasHigh: bias.high,
    ...(exact && { ExactError: exact.absoluteError, Spearman: exact.spearman }),
  };
}

/** Q against Monte-Carlo returns, see {@link qGrounding}. */
export const grounding: Probe = {
  name: 'grounding',
  needs: ['q'],
  values: onBothSides({
    ErrorLow: { quantity: 'E|Q − G|, at least', range: POSITIVE },
    ErrorHigh: { quantity: 'E|Q − G|, at most', range: POSITIVE },
    BiasLow: { quantity: 'E[Q − G], at least' },
    BiasHigh: { quantity: 'E[Q − G], at most' },
    ExactError: { quantity: 'E|Q − G| where the episode terminated', range: POSITIVE },
    Spearman: { quantity: 'rank correlation of Q with G', range: [-1, 1] },
    Q: { quantity: 'mean Q, in units of reward' },
    Impossible: { quantity: 'share of Q outside the possible range', range: SHARE },
  }),
  measure: (views, traces) =>
    measureSides(traces, async ({ episodes, chunks }) => {
      const { discount, reward } = traces;
      const q = await views.q(chunks);
      return {
        ...groundingValues(qGrounding(groundedValues(episodes, q, discount, reward), discount)),
        Q: mean(q),
        Impossible: impossibleShare(q, discount, 1, reward),
      };
    }),
};

/** What entropy costs, and Q against soft returns. */
export const entropyCost: Probe = {
  name: 'entropyCost',
  needs: ['q', 'logPi', 'temperature'],
  values: onBothSides({
    SoftError: { quantity: 'E|Q − soft G| where the episode terminated', range: POSITIVE },
    EntropyCost: { quantity: 'E[α log π] per chunk, in units of reward' },
  }),
  measure: (views, traces) =>
    measureSides(traces, async ({ episodes, chunks }) => {
      const { discount } = traces;
      const alpha = await views.temperature();
      const costs = (await views.logPi(chunks)).map((value) => alpha * value);
      const soft = softlyGroundedValues(episodes, await views.q(chunks), costs, discount);
      return {
        ...(soft.length > 0 && { SoftError: qGrounding(soft, discount).absoluteError.high }),
        EntropyCost: mean(costs),
      };
    }),
};
