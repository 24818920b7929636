/**
 * What people call the parts of a run: for records, tables and figures. Two runs may share every name and not be one.
 *
 * @outsideNumerics names train nothing
 */

import type { ActingNames, AnyAgent } from '../agents/index.js';
import type { RunParts } from './runIdentity.js';

/**
 * An agent's numbers, with networks, target, loss and warmup by name, and its learning rule where it sees pictures.
 *
 * @param agent the agent
 * @returns a plain record that JSON keeps whole
 */
export function agentSettings(agent: AnyAgent): Readonly<Record<string, unknown>> {
  const { algorithm, settings, warmup, explicit } = agent;
  const named = Object.entries(settings).map(([setting, value]) => [setting, value?.name ?? value]);
  return {
    ...Object.fromEntries(named),
    ...(algorithm.picture && { algorithm: algorithm.name }),
    warmup: warmup.name,
    warmupChunks: warmup.chunks,
    ...(explicit && { explicit: { ...explicit, target: explicit.target?.name } }),
  };
}

/** The parts of a run by name. */
export interface RunNames {
  readonly task: string;
  readonly agent: string;
  readonly baseKind: string;
  /** What acts; residual soft actor-critic on features alone where a checkpoint does not say. */
  readonly acting?: ActingNames;
}

/**
 * What acts in an agent, by name.
 *
 * @param agent the agent
 * @returns its learning rule, and what its actor sees where it says so
 */
export function actingNames({ algorithm, settings }: AnyAgent): ActingNames {
  const { actorInput } = settings as { readonly actorInput?: { readonly name: string } };
  return { algorithm: algorithm.name, ...(actorInput && { actorInput: actorInput.name }) };
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
