/** From what a cell asks for to what is trained. */

import type { Agent, AgentKnobs } from '../agents/index.js';
import type { RunParts, Scale, TaskPreset, TrainingSchedule } from '../training/index.js';
import { notebookScale } from './notebookScale.js';

/** What every training cell can say. */
export interface LiveRunOptions {
  /** Task name, for instance `gantry-peg`. */
  readonly task: string;
  /** How much is run; default the notebook's scale. */
  readonly scale?: Scale;
  /** Changes to the scale's schedule. */
  readonly schedule?: Partial<TrainingSchedule>;
  /** Changes to the task's knobs, for agents given by name. */
  readonly knobs?: Partial<AgentKnobs>;
  /** Kind of the frozen base policy. Default `diffusion`. */
  readonly baseKind?: string;
  /** True to train again although the same run is kept. */
  readonly fresh?: boolean;
}

/**
 * The knobs and the schedule that a cell asks for.
 *
 * @param options task, scale and changes
 * @returns the task's preset at that scale, with the changes
 */
export async function scaledPreset({ task, scale, schedule, knobs }: LiveRunOptions): Promise<TaskPreset> {
  const { taskPreset } = await import('../training/index.js');
  const preset = taskPreset(task, scale ?? notebookScale());
  return { knobs: { ...preset.knobs, ...knobs }, schedule: { ...preset.schedule, ...schedule } };
}

/**
 * The run that a cell asks for.
 *
 * @param options task, scale and changes
 * @param agent a name, or an agent of the reader's own
 * @param seed master seed
 * @returns what determines the run's curve
 */
export async function liveRunParts(options: LiveRunOptions, agent: string | Agent, seed: number): Promise<RunParts> {
  const { createAgent } = await import('../agents/index.js');
  const { knobs, schedule } = await scaledPreset(options);
  const { task, baseKind = 'diffusion' } = options;
  return { task, agent: typeof agent === 'string' ? createAgent(agent, knobs) : agent, schedule, seed, baseKind };
}
