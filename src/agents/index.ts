/** Agents: compositions of warmup, normalization, critic, actor and gate. */

export type { Agent, AgentKnobs } from './agent.js';
export { commonSettings } from './commonSettings.js';
export { dawn } from './dawn.js';
export { policyDecorator } from './policyDecorator.js';
export { agents, createAgent } from './registry.js';
export {
  type ResidualBatch,
  type ResidualSacDims,
  type ResidualSacMetrics,
  type ResidualSacSettings,
  type ResidualSacState,
  residualSacInit,
  residualSacUpdate,
} from './residualSac.js';
export { vanilla } from './vanilla.js';
