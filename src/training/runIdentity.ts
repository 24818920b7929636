/** What makes two runs the same run. */

import type { Agent } from '../agents/index.js';
import type { OwnTask } from '../environments/index.js';
import type { OwnBase } from '../policies/index.js';
import type { TrainingSchedule } from './schedule.js';

/** The parts of a run that determine its curve. */
export interface RunParts {
  /** Task name, or a task of the reader's own. */
  readonly task: string | OwnTask;
  readonly agent: Agent;
  readonly schedule: TrainingSchedule;
  readonly seed: number;
  /** Kind of the base policy, or a policy of the reader's own. */
  readonly baseKind: string | OwnBase;
}

/**
 * An agent's numbers, with networks, target, loss and warmup by name: for records and identities.
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

/**
 * A text that two runs share exactly when one may continue the other.
 *
 * @param parts task, agent, schedule, seed, base
 * @returns JSON of all that determines the curve
 */
export function runIdentity({ agent, schedule, seed, ...named }: RunParts): string {
  const { task, baseKind } = partNames(named);
  // A gate is a function; its values along the run tell two gates apart.
  const gate = [0, 0.1, 0.25, 0.5, 1].map((share) => agent.gate(share * schedule.totalChunks));
  return JSON.stringify({ task, agent: agent.name, seed, baseKind, schedule, settings: agentSettings(agent), gate });
}
