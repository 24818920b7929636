/** What each hidden layer of a critic from elsewhere makes of the states that it is looked at with. */

import { dormantShare, effectiveRank, srank } from '../diagnostics/index.js';
import type { LookedChunk, ProbeValues, ProbeViews } from '../training/index.js';
import type { LayerReport } from './report.js';

/**
 * Measures hidden layers.
 *
 * @param views of the critic
 * @param states that its representations are taken of
 * @param names of each layer's tensors in the model
 * @param values that probes measured, sensitivities among them
 * @returns a report a layer, in the order of the layers
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
