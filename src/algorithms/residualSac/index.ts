/** Soft actor-critic on a bounded residual. */

export { residualSac } from './residualSac.js';
export type { ResidualBatch, ResidualSacSettings } from './settings.js';
export { type ResidualSacState, residualSacInit } from './state.js';
export { type ResidualSacMetrics, residualSacUpdate, type Trained } from './update.js';
