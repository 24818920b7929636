/** Twin-delayed deterministic policy gradients on a bounded residual. */

export { residualTd3 } from './residualTd3.js';
export { type ResidualTd3Settings, type ResidualTd3State, residualTd3Update, type Td3Batch } from './update.js';
