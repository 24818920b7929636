/** How fast the parts are beside their peers, and whether compiled programs compute what they should. */

export { type Contestant, takeTurns } from './contestant.js';
export { programOf, UPDATE_ENGINES, type UpdateEngine } from './engines.js';
export { type BenchmarkRow, dawnlabRates, type EnvRates } from './envRates.js';
export { fuzz } from './fuzz/fuzz.js';
export { gymnasiumRates, type Original, originalOf } from './gymnasiumRates.js';
export { loopPeerMissing, loopPeers } from './loopPeer.js';
export { type LoopOptions, loopContestant, loopRates } from './loopRates.js';
export { memoryGrowth } from './memoryGrowth.js';
export { type Peer, peerPython } from './peerPython.js';
export { processContestant } from './processContestant.js';
export { besideBridge, ORIGINAL, PLAIN_PYTHON } from './pythonRates.js';
export { runOverhead } from './runOverhead.js';
export { UPDATE_WORKLOADS, type UpdateWorkload } from './workloads.js';
