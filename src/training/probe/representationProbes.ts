/** How a critic represents residuals: probes of one layer or of Q, each a few lines around a function of src/diagnostics. */

import {
  actionDiscrimination,
  dormantShare,
  effectiveRank,
  representationSensitivity,
  scaleMismatch,
} from '../../diagnostics/index.js';
import { chunkMatrix } from './chunkRows.js';
import type { Probe, ProbeViews, Traces } from './probe.js';

const SHARE = [0, 1] as const;
const POSITIVE = [0, Number.POSITIVE_INFINITY] as const;

/** How far hidden layers move with the residual, see {@link representationSensitivity}. */
export const sensitivity: Probe = {
  name: 'sensitivity',
  needs: ['layers'],
  values: {
    sensitivityBefore: { quantity: 'S before the normalization', range: POSITIVE, perLayer: true },
    sensitivity: { quantity: 'sensitivity S', range: POSITIVE, perLayer: true },
    sensitivityToStates: { quantity: 'movement over the distance of states', range: POSITIVE, perLayer: true },
  },
  async measure(views, { states, moved: [first] }) {
    if (states.length === 0) return {};
    const [still, moved] = [await views.layers(states), await views.layers(first)];
    return Object.fromEntries(
      still.flatMap(({ before, activation }, i) => {
        const after = representationSensitivity(moved[i].activation, activation);
        return [
          [`sensitivityBefore${i + 1}`, representationSensitivity(moved[i].before, before).relative],
          [`sensitivity${i + 1}`, after.relative],
          [`sensitivityToStates${i + 1}`, after.toStates],
        ];
      }),
    );
  },
};

/** Whether the critic tells residuals apart, see {@link actionDiscrimination}. */
export const discrimination: Probe = {
  name: 'discrimination',
  needs: ['q'],
  values: {
    discrimination: { quantity: 's.d. of Q: residuals ÷ states', range: POSITIVE },
    qDifference: { quantity: 'E|Q(a_b + λu) − Q(a_b)|, in units of reward', range: POSITIVE },
  },
  async measure(views, { states, moved }) {
    if (states.length === 0) return {};
    const q = new Float32Array(states.length * moved.length);
    for (const [j, chunks] of moved.entries())
      for (const [i, value] of (await views.q(chunks)).entries()) q[i * moved.length + j] = value;
    const still = await views.q(states);
    const { ratio, difference } = actionDiscrimination(still, { shape: [states.length, moved.length], data: q });
    return { discrimination: ratio, qDifference: difference };
  },
};

/** How small the actor's residual is beside the base action, see {@link scaleMismatch}. */
export const scale: Probe = {
  name: 'scale',
  needs: ['residual'],
  values: { residualToBase: { quantity: '‖λu‖ / ‖a_base‖ of the actor’s residual', range: POSITIVE } },
  async measure(views, { states, lambda }) {
    if (states.length === 0) return {};
    const [features, base] = [chunkMatrix(states, 'features'), chunkMatrix(states, 'base')];
    return { residualToBase: scaleMismatch(features, base, await views.residual(states), lambda).toBase };
  },
};

/** What the next layer sees of the last hidden one. */
async function lastLayer(views: ProbeViews, { states }: Traces) {
  return states.length === 0 ? undefined : (await views.layers(states)).at(-1)?.activation;
}

/** Directions that the last hidden layer uses, see {@link effectiveRank}. */
export const rank: Probe = {
  name: 'rank',
  needs: ['layers'],
  values: { effectiveRank: { quantity: 'effective rank of the last hidden layer', range: POSITIVE } },
  async measure(views, traces) {
    const layer = await lastLayer(views, traces);
    return layer ? { effectiveRank: effectiveRank(layer) } : {};
  },
};

/** Units of the last hidden layer that hardly ever fire, see {@link dormantShare}. */
export const dormancy: Probe = {
  name: 'dormancy',
  needs: ['layers'],
  values: { dormantShare: { quantity: 'dormant share of the last hidden layer', range: SHARE } },
  async measure(views, traces) {
    const layer = await lastLayer(views, traces);
    return layer ? { dormantShare: dormantShare(layer) } : {};
  },
};
