/** Residual composition and the gate that decides when the residual acts. */

export { composeAction, composeActions } from './composeAction.js';
export { alwaysOpen, type ExplorationGate, progressiveExploration } from './explorationGate.js';
