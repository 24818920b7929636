/** The names of the agents, for what plans runs and must answer before the numerics are loaded. */

/** Every agent of the registry. */
export const AGENT_NAMES = ['dawn', 'policyDecorator', 'vanilla'] as const;

/** One of {@link AGENT_NAMES}. */
export type AgentName = (typeof AGENT_NAMES)[number];
