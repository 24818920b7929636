/** Diagnostics: what a critic knows, sees and tells apart. Plain numbers and host arrays in, numbers out. */

export { type ActionDiscrimination, actionDiscrimination, signAgreement } from './actionDiscrimination.js';
export { decidedDifference } from './decidedDifference.js';
export { dormantShare } from './dormantUnits.js';
export { effectiveRank, srank } from './effectiveRank.js';
export { type EntropyBalance, entropyBalance, impossibleShare } from './entropyBalance.js';
export {
  type Bounds,
  type CalibrationBin,
  type GroundedValue,
  type QGrounding,
  qCalibration,
  qGrounding,
} from './qGrounding.js';
export { type RepresentationSensitivity, representationSensitivity } from './representationSensitivity.js';
export { addUse, NO_USE, type ResidualUse, residualUse, type UseSums } from './residualUse.js';
export { type EpisodeRewards, type ReturnBounds, returnBounds } from './returnBounds.js';
export { type ScaleMismatch, scaleMismatch } from './scaleMismatch.js';
export { type Unlearning, unlearning } from './unlearning.js';
