/** How a critic represents residuals. */

import { type ArrayTree, zeros } from '../../arrays/index.js';
import {
  actionDiscrimination,
  dormantShare,
  effectiveRank,
  representationSensitivity,
  scaleMismatch,
} from '../../diagnostics/index.js';
import { fixedNoise } from './chunkRows.js';
import type { ChunkRows, CriticProgram, CriticView } from './criticProgram.js';

/** Diagnostics by name. */
export type ProbeValues = Readonly<Record<string, number>>;

/** Residuals per state whose Q-values are told apart. */
const RESIDUALS = 4;

/** How far a layer moves with the residual, before its normalization and after its activation. */
function sensitivityValues(still: CriticView, moved: CriticView): ProbeValues {
  const pairs = still.layers.map(({ before, activation }, i) => ({
    before: representationSensitivity(moved.layers[i].before, before),
    after: representationSensitivity(moved.layers[i].activation, activation),
  }));
  return Object.fromEntries(
    pairs.flatMap(({ before, after }, i) => [
      [`sensitivityBefore${i + 1}`, before.relative],
      [`sensitivity${i + 1}`, after.relative],
      [`sensitivityToStates${i + 1}`, after.toStates],
    ]),
  );
}

/**
 * How a critic represents residuals, at any moment: at its initialisation, along training, after it.
 *
 * With u uniform in [−1, 1], the same for every critic: `sensitivityBefore1` …, `sensitivity1` …, `sensitivityToStates1` …
 * per hidden layer, before its normalization and after its activation; `discrimination`, `qDifference`. With the actor's
 * deterministic residual: `residualToBase`, ‖λu‖/‖a_base‖. `effectiveRank` and `dormantShare` of the last hidden layer.
 *
 * @param program the critic's program
 * @param state networks to look at
 * @param lambda bound λ that the program was made with
 * @param rows states and base chunks, as many as the program takes
 * @returns values by name
 */
export async function representationValues(
  program: CriticProgram,
  state: ArrayTree,
  lambda: number,
  rows: ChunkRows,
): Promise<ProbeValues> {
  const [count, chunkDim] = rows.base.shape;
  const base = { ...rows, residual: zeros([count, chunkDim]) };
  const still = await program.view(state, base);
  const q = new Float32Array(count * RESIDUALS);
  let values: ProbeValues = {};
  for (let j = 0; j < RESIDUALS; j++) {
    const residual = fixedNoise(count, chunkDim, 1 + j).uniform;
    const moved = await program.view(state, { ...base, residual });
    for (let i = 0; i < count; i++) q[i * RESIDUALS + j] = moved.q[i];
    if (j === 0) values = sensitivityValues(still, moved);
  }
  const last = still.layers.at(-1)?.activation;
  const discrimination = actionDiscrimination([...still.q], { shape: [count, RESIDUALS], data: q });
  return {
    ...values,
    discrimination: discrimination.ratio,
    qDifference: discrimination.difference,
    residualToBase: scaleMismatch(base.features, base.base, still.actorResidual, lambda).toBase,
    ...(last && { effectiveRank: effectiveRank(last), dormantShare: dormantShare(last) }),
  };
}
