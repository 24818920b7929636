/** Rollouts: the one loop of episodes, and the one evaluator. */

export {
  type Acted,
  type Actor,
  beginEpisode,
  type ChunkResults,
  type RunningEpisode,
  stacksOf,
  stepEpisodes,
} from './episode.js';
export { checkProtocol, EVALUATION_SEED, type EvaluationProtocol, HELD_OUT_SEED } from './evaluationProtocol.js';
export { type EvaluationResult, type MeasureOptions, measureSuccess, seedsFrom } from './measureSuccess.js';
export { outcomesOf, outcomeText } from './outcomes.js';
export { type RollOutOptions, type Round, rollOut } from './rollOut.js';
export { stepByStep } from './stepByStep.js';
