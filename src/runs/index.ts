/** Runs: recording them side by side, and the tables that figures are drawn from. */

export { baseOfTable, curveRows, runScores } from './curveRows.js';
export { codeVersion, hardware } from './hardware.js';
export { type PoolJob, type PoolMessage, type PoolOptions, type PoolResult, runPool } from './runPool.js';
export {
  type CurveColumns,
  type RecordedRun,
  type RunTable,
  type RunTableProvenance,
  readRunTable,
  recordedRun,
  runTablePath,
  writeRunTable,
} from './runTable.js';
