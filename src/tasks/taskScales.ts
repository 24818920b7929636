/**
 * What a task is trained with, at three scales.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import type { AgentKnobs } from '../agents/index.js';
import type { TrainingSchedule } from './schedule.js';

/** How much is run: `smoke` shows that it runs, `quick` the figure's shape, `full` is what is recorded. */
export type Scale = 'smoke' | 'quick' | 'full';

/** What a task is trained with at a scale: the same for every agent. */
export interface TaskPreset {
  readonly knobs: AgentKnobs;
  readonly schedule: TrainingSchedule;
}

/** A task's presets. */
export type TaskScales = Readonly<Record<Scale, TaskPreset>>;

/** Half the warmup, less than half the budget; evaluated more often on fewer episodes. */
function quickOf({ knobs, schedule }: TaskPreset): TaskPreset {
  return {
    knobs: { ...knobs, warmupChunks: knobs.warmupChunks / 2, gateHorizonChunks: knobs.gateHorizonChunks / 2 },
    schedule: {
      ...schedule,
      totalChunks: 5_200,
      evaluateEvery: 400,
      evaluationEpisodes: 25,
      finalEpisodes: 100,
      checkpointEvery: 1_200,
    },
  };
}

/**
 * Seconds: learning starts at once and networks are small, so that every part of training runs.
 *
 * @param full what is recorded
 * @returns the preset of `smoke`
 */
export function smokeOf({ knobs, schedule }: TaskPreset): TaskPreset {
  return {
    knobs: { ...knobs, width: 32, warmupChunks: 160, learningStartsChunks: 80, gateHorizonChunks: 160 },
    schedule: {
      ...schedule,
      totalChunks: 320,
      batchSize: 64,
      evaluateEvery: 160,
      evaluationEpisodes: 4,
      finalEpisodes: 8,
      checkpointEvery: 160,
    },
  };
}

/**
 * The usual scales of a task.
 *
 * @param full what is recorded
 * @returns presets by scale
 */
export function scalesOf(full: TaskPreset): TaskScales {
  return { full, quick: quickOf(full), smoke: smokeOf(full) };
}
