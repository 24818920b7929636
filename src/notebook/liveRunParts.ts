/** From what a cell asks for to what is trained. */

import type { Agent, AgentKnobs } from '../agents/index.js';
import type { OwnTask } from '../environments/index.js';
import type { OwnBase } from '../policies/index.js';
import type { RunParts, Scale, TaskPreset, TrainingSchedule } from '../training/index.js';
import { notebookScale } from './notebookScale.js';

/** What every training cell can say. */
export interface LiveRunOptions {
  /** Task name, for instance `gantry-peg`, or a task of the reader's own. */
  readonly task: string | OwnTask;
  /** Task whose knobs and schedule are the starting point; the task itself, `gantry-peg` for one of the reader's own. */
  readonly presetOf?: string;
  /** How much is run; default the notebook's scale. */
  readonly scale?: Scale;
  /** Changes to the scale's schedule. */
  readonly schedule?: Partial<TrainingSchedule>;
  /** Changes to the task's knobs, for agents given by name. */
  readonly knobs?: Partial<AgentKnobs>;
  /** Kind of the frozen base policy, or one of the reader's own. Default `diffusion`. */
  readonly baseKind?: string | OwnBase;
  /** True to train again although the same run is kept. */
  readonly fresh?: boolean;
}

/**
 * The knobs and the schedule that a cell asks for.
 *
 * @param options task, scale and changes
 * @returns the task's preset at that scale, with the changes
 */
export async function scaledPreset(options: LiveRunOptions): Promise<TaskPreset> {
  const { task, scale, schedule, knobs, presetOf = typeof task === 'string' ? task : 'gantry-peg' } = options;
  const { taskPreset } = await import('../training/index.js');
  const preset = taskPreset(presetOf, scale ?? notebookScale());
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
