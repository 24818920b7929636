/** Residual composition, what a critic sees of it, and the gate that decides when the residual acts. */

export { type ActorInput, obsBaseInput, obsInput, obsMaskedInput } from './actorInput.js';
export { composeAction, composeActions } from './composeAction.js';
export { type CriticInput, concatInput, residualInput, scaledSumInput, sumInput } from './criticInput.js';
export { alwaysOpen, type ExplorationGate, openness, progressiveExploration } from './explorationGate.js';
export { actorInputs, criticInputs } from './registry.js';
