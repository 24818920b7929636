/** Agents: compositions of warmup, normalization, critic, actor and gate. */

export type { Acting, Agent, AgentKnobs, AnyAgent } from './agent.js';
export { checkAgent } from './checkAgent.js';
export { type AgentChoices, CHOICES, type OwnPart } from './choices.js';
export { commonSettings } from './commonSettings.js';
export { checkKnobs, knobsForm } from './knobs.js';
export { type ActingNames, algorithms, namedActing } from './namedActing.js';
export { type AgentParts, agentPartForms, type PartForm, takesPart } from './ownParts.js';
export { AGENT_NAMES, type AgentName, type AgentOf, agents, createAgent, PAPER_AGENTS } from './registry.js';
