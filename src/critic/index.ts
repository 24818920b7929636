/** Critics: networks, targets, losses. */

export { blockCritic } from './blockCritic.js';
export { type CriticLoss, meanSquaredError } from './criticLoss.js';
export type { CriticLayer, CriticNetwork } from './criticNetwork.js';
export { inputScaledCritic } from './inputScaledCritic.js';
export { mlpCritic } from './mlpCritic.js';
export { hardTarget, softTarget, type Target, type TargetInputs } from './target.js';
export { type TwinTensors, twinInit, twinMinimum } from './twin.js';
