/** Knobs and schedules per task and scale, calibrated once; see data/results/calibration.md for what was tried. */

import type { AgentKnobs } from '../agents/index.js';
import type { TrainingSchedule } from './schedule.js';

/** How much is run: `smoke` shows that it runs, `quick` the figure's shape, `full` is what is recorded. */
export type Scale = 'smoke' | 'quick' | 'full';

/** What a task needs to be trained on. */
export interface TaskPreset {
  readonly knobs: AgentKnobs;
  readonly schedules: Readonly<Record<Scale, TrainingSchedule>>;
}

const gantryKnobs: AgentKnobs = {
  lambda: 0.2,
  discount: 0.97,
  width: 128,
  actorLearningRate: 1e-4,
  criticLearningRate: 3e-4,
  temperatureLearningRate: 3e-3,
  warmupChunks: 4_000,
  learningStartsChunks: 304,
  gateHorizonChunks: 10_000,
};

const gantryFull: TrainingSchedule = {
  slots: 8,
  totalChunks: 20_000,
  updatesPerChunk: 1,
  batchSize: 256,
  replayCapacity: 100_000,
  evaluateEvery: 1_000,
  evaluationEpisodes: 50,
  finalEpisodes: 200,
  checkpointEvery: 4_000,
};

const smoke: TrainingSchedule = {
  ...gantryFull,
  totalChunks: 320,
  batchSize: 64,
  evaluateEvery: 160,
  evaluationEpisodes: 4,
  finalEpisodes: 8,
  checkpointEvery: 160,
};

/** Presets by task name. */
export const taskPresets: Readonly<Record<string, TaskPreset>> = {
  'gantry-peg': {
    knobs: gantryKnobs,
    schedules: { full: gantryFull, quick: { ...gantryFull, finalEpisodes: 100 }, smoke },
  },
  'panda-peg': {
    knobs: gantryKnobs,
    schedules: { full: gantryFull, quick: { ...gantryFull, finalEpisodes: 50 }, smoke },
  },
};

/**
 * The preset of a task.
 *
 * @param task task name
 * @returns its knobs and schedules
 * @throws Error naming the tasks that have one
 */
export function taskPreset(task: string): TaskPreset {
  const preset = taskPresets[task];
  if (!preset) throw new Error(`There is no preset for '${task}'; there are ${Object.keys(taskPresets).join(', ')}.`);
  return preset;
}

/** Knobs at the smoke scale: learning starts at once, so that every part of training runs. */
export function smokeKnobs(knobs: AgentKnobs): AgentKnobs {
  return { ...knobs, width: 32, warmupChunks: 160, learningStartsChunks: 80, gateHorizonChunks: 160 };
}
