/**
 * What people call the parts of a run: for records, tables and figures. Two runs may share every name and not be one.
 *
 * @outsideNumerics names train nothing
 */

import type { Agent } from '../agents/index.js';
import type { RunParts } from './runIdentity.js';

/**
 * An agent's numbers, with networks, target, loss and warmup by name: for records.
 *
 * @param agent the agent
 * @returns a plain record that JSON keeps whole
 */
export function agentSettings(agent: Agent): Readonly<Record<string, unknown>> {
  const { settings, warmup, explicit } = agent;
  const { critic, criticInput, target, valueHead, ...numbers } = settings;
  return {
    ...numbers,
    critic: critic.name,
    criticInput: criticInput.name,
    target: target.name,
    valueHead: valueHead.name,
    warmup: warmup.name,
    warmupChunks: warmup.chunks,
    ...(explicit && { explicit: { ...explicit, target: explicit.target?.name } }),
  };
}

/**
 * A run's task and base policy by name, as records have them.
 *
 * @param parts task and base, by name or as values
 * @returns the names
 */
export function partNames({ task, baseKind }: Pick<RunParts, 'task' | 'baseKind'>): {
  readonly task: string;
  readonly baseKind: string;
} {
  // A name need not be known here: what asks for an environment refuses it, naming those that there are.
  return {
    task: typeof task === 'string' ? task : task.spec.id,
    baseKind: typeof baseKind === 'string' ? baseKind : baseKind.kind,
  };
}
