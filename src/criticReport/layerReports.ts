/** What a critic's hidden layers do with the states that are looked at. */

import { dormantShare, effectiveRank, srank } from '../diagnostics/index.js';
import type { LookedChunk, ProbeValues, ProbeViews } from '../training/index.js';
import type { LayerReport } from './report.js';

/**
 * Reports on hidden layers.
 *
 * @param views of the critic
 * @param states the rows that are looked at
 * @param names of the layers' tensors in the model, in order
 * @param values what the probes measured
 * @returns one entry a layer
 */
export async function layerReports(
  views: ProbeViews,
  states: readonly LookedChunk[],
  names: readonly { readonly before: string; readonly activation: string }[],
  values: ProbeValues,
): Promise<LayerReport[]> {
  return (await views.layers(states)).map(({ activation }, i) => ({
    ...names[i],
    units: activation.shape[1],
    sensitivityBefore: values[`sensitivityBefore${i + 1}`],
    sensitivity: values[`sensitivity${i + 1}`],
    sensitivityToStates: values[`sensitivityToStates${i + 1}`],
    dormantShare: dormantShare(activation),
    effectiveRank: effectiveRank(activation),
    srank: srank(activation),
  }));
}
