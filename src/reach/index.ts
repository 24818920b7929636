/** Reach: what a bounded residual could come to at all, before anything is learned. */

export { oracleActor } from './oracle.js';
export { measurePasses, type PassOptions } from './passes.js';
export { measureLine, REACH_LINES, type ReachLine, type ReachOptions } from './reachLine.js';
export {
  type RecordedReach,
  type RecordReachOptions,
  reachedTasks,
  reachPath,
  readReach,
  recordReach,
} from './recordedReach.js';
