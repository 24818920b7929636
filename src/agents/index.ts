/** Agents: compositions of warmup, normalization, critic, actor and gate. */

export type { Agent, AgentKnobs } from './agent.js';
export { checkAgent } from './checkAgent.js';
export { commonSettings } from './commonSettings.js';
export { dawn } from './dawn.js';
export { checkKnobs, knobsForm, warmupLength } from './knobs.js';
export { AGENT_NAMES, type AgentChoices, type AgentName, CHOICES } from './names.js';
export { policyDecorator } from './policyDecorator.js';
export { agents, createAgent } from './registry.js';
export { type ResidualSacMetrics, residualSacUpdate, type Trained } from './residualSac.js';
export {
  type ResidualBatch,
  type ResidualSacDims,
  type ResidualSacSettings,
  residualSacSampling,
} from './residualSacSettings.js';
export { type ResidualSacState, residualSacInit } from './residualSacState.js';
export { vanilla } from './vanilla.js';
