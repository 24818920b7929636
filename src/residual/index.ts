/** Residual composition, what a critic sees of it, and the gate that decides when the residual acts. */

export { composeAction, composeActions } from './composeAction.js';
export { type CriticInput, concatInput, residualInput, scaledSumInput, sumInput } from './criticInput.js';
export { alwaysOpen, type ExplorationGate, openness, progressiveExploration } from './explorationGate.js';
