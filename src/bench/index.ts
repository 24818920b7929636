/** How fast the parts are beside their peers, and whether compiled programs compute what they should. */

export { type Contestant, takeTurns } from './contestant.js';
export { UPDATE_ENGINES, type UpdateEngine } from './engines.js';
export { type BenchmarkRow, dawnlabRates, type EnvRates } from './envRates.js';
export { fuzz } from './fuzz/fuzz.js';
export { gymnasiumRates, type Original, originalOf } from './gymnasiumRates.js';
export { loopContestant } from './loopContestant.js';
export { loopPeerMissing, loopPeers } from './loopPeer.js';
export { type LoopOptions, loopRates } from './loopRates.js';
export { memoryGrowth } from './memoryGrowth.js';
export { besideBridge, ORIGINAL, PLAIN_PYTHON } from './pythonRates.js';
export { runOverhead } from './runOverhead.js';
export { findPythons, type UpdateRatesOptions, type UpdateRow, updateRates } from './updateRates.js';
export { UPDATE_WORKLOADS, type UpdateWorkload } from './workloads.js';
