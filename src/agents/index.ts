/** Agents: compositions of warmup, normalization, critic, actor and gate. */

export type { Acting, Agent, AgentKnobs, AnyAgent } from './agent.js';
export { checkAgent } from './checkAgent.js';
export { commonSettings } from './commonSettings.js';
export { checkKnobs, knobsForm, warmupLength } from './knobs.js';
export { type ActingNames, namedActing } from './namedActing.js';
export { AGENT_NAMES, type AgentChoices, type AgentName, CHOICES, type OwnPart, PAPER_AGENTS } from './names.js';
export { type AgentParts, agentPartForms, type PartForm, takesPart } from './ownParts.js';
export { type AgentOf, agents, createAgent } from './registry.js';
