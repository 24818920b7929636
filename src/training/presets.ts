/** Knobs and schedules per task and scale, calibrated once; data/results/README.md says what was tried. */

import type { AgentKnobs } from '../agents/index.js';
import { knobsForm } from '../agents/knobs.js';
import { checkSettings, strictSettings } from '../settings/index.js';
import { scheduleForm, type TrainingSchedule } from './schedule.js';

/** How much is run: `smoke` shows that it runs, `quick` the figure's shape, `full` is what is recorded. */
export type Scale = 'smoke' | 'quick' | 'full';

/** What a task is trained with at a scale: the same for every agent. */
export interface TaskPreset {
  readonly knobs: AgentKnobs;
  readonly schedule: TrainingSchedule;
}

/** Changes to a preset, knobs and schedule together: their names are different. */
export type PresetChanges = Partial<AgentKnobs & TrainingSchedule>;

const changesForm = strictSettings('knob or schedule entry', { ...knobsForm.shape, ...scheduleForm.shape }).partial();

const gantryPegFull: TaskPreset = {
  knobs: {
    // ±4 mm and ±0.02 rad per primitive step: a hand-written feedback residual of this size solves 88 % of episodes,
    // uniform noise of this size solves fewer than the base policy.
    lambda: 0.2,
    discount: 0.97,
    width: 128,
    actorLearningRate: 1e-4,
    criticLearningRate: 3e-4,
    // α must fall by orders of magnitude within some thousand updates.
    temperatureLearningRate: 3e-3,
    warmupChunks: 4_000,
    learningStartsChunks: 304,
    gateHorizonChunks: 4_000,
  },
  schedule: {
    slots: 8,
    totalChunks: 12_000,
    updatesPerChunk: 1,
    batchSize: 128,
    replayCapacity: 100_000,
    evaluateEvery: 1_000,
    evaluationEpisodes: 50,
    finalEpisodes: 200,
    checkpointEvery: 4_000,
  },
};

const pandaPegFull: TaskPreset = {
  // ±5 mm and ±0.005 rad per primitive step, half of what Policy Decorator takes for ManiSkill's peg task: with that,
  // calibration was at .36 after 14,000 chunks, with this at .76.
  knobs: { ...gantryPegFull.knobs, lambda: 0.05 },
  // Physics is three times slower here, so that evaluations are fewer.
  schedule: {
    ...gantryPegFull.schedule,
    totalChunks: 14_000,
    evaluateEvery: 2_000,
    finalEpisodes: 100,
    checkpointEvery: 2_000,
  },
};

/**
 * The Adroit tasks. A chunk is 40 ms and an episode 50 chunks, half as many as an expert needs primitive steps; discount
 * and rates are the gantry's. λ is in units of half an actuator's range: 0.1 are up to 4 cm of the arm's slides and 5° of
 * a finger. Uniform noise of 0.1 leaves a cloned base policy as good as it is, noise of 0.3 destroys it.
 */
function adroitFull(lambda: number): TaskPreset {
  return {
    knobs: { ...gantryPegFull.knobs, lambda, warmupChunks: 1_200, gateHorizonChunks: 1_800 },
    schedule: {
      ...gantryPegFull.schedule,
      totalChunks: 6_000,
      evaluateEvery: 1_200,
      evaluationEpisodes: 25,
      finalEpisodes: 50,
      checkpointEvery: 1_200,
    },
  };
}

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

/** Seconds: learning starts at once and networks are small, so that every part of training runs. */
function smokeOf({ knobs, schedule }: TaskPreset): TaskPreset {
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

/** Half of everything: Adroit's full scale is short already. */
function adroitScales(lambda: number): Readonly<Record<Scale, TaskPreset>> {
  const full = adroitFull(lambda);
  const quick = {
    knobs: { ...full.knobs, warmupChunks: 600, gateHorizonChunks: 904 },
    schedule: { ...full.schedule, totalChunks: 3_000, evaluateEvery: 600 },
  };
  return { full, quick, smoke: smokeOf(full) };
}

const scalesOf = (full: TaskPreset) => ({ full, quick: quickOf(full), smoke: smokeOf(full) });

/** Presets by task name and scale. */
export const taskPresets: Readonly<Record<string, Readonly<Record<Scale, TaskPreset>>>> = {
  'gantry-peg': scalesOf(gantryPegFull),
  'panda-peg': scalesOf(pandaPegFull),
  'adroit-door': adroitScales(0.1),
  'adroit-hammer': adroitScales(0.1),
  // At 0.1, calibration stayed at .40 to .44.
  'adroit-pen': adroitScales(0.2),
  'adroit-relocate': adroitScales(0.1),
};

/**
 * What a task is trained with.
 *
 * @param task task name
 * @param scale how much is run; `full` by default
 * @param changes other knobs or another schedule, by name
 * @returns knobs and schedule
 * @throws Error naming the tasks that have a preset or the scales; RangeError on a change whose name does not exist or
 * whose value is out of its range
 * @example
 * const { knobs, schedule } = taskPreset('gantry-peg', 'quick', { lambda: 0.1, totalChunks: 4_000 });
 */
export function taskPreset(task: string, scale: Scale = 'full', changes: PresetChanges = {}): TaskPreset {
  if (!Object.hasOwn(taskPresets, task))
    throw new Error(`There is no preset for '${task}'; there are ${Object.keys(taskPresets).join(', ')}.`);
  const presets = taskPresets[task];
  const preset = presets[scale];
  if (!preset) throw new Error(`There is no scale '${scale}'; there are ${Object.keys(presets).join(', ')}.`);
  checkSettings(changesForm, changes, 'taskPreset');
  const entries = Object.entries(changes);
  const of = (form: object) => Object.fromEntries(entries.filter(([name]) => Object.hasOwn(form, name)));
  return {
    knobs: { ...preset.knobs, ...of(knobsForm.shape) },
    schedule: { ...preset.schedule, ...of(scheduleForm.shape) },
  };
}
