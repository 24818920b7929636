/**
 * Knobs and schedules by task name and scale.
 *
 * @outsideNumerics knobs and schedule count by value
 */

import type { AgentKnobs } from '../agents/index.js';
import { knobsForm } from '../agents/knobs.js';
import { checkSettings, strictSettings } from '../settings/index.js';
import { tasks } from './registry.js';
import { scheduleForm, type TrainingSchedule } from './schedule.js';
import type { Scale, TaskPreset, TaskScales } from './taskScales.js';

/** Changes to a preset, knobs and schedule together: their names are different. */
export type PresetChanges = Partial<AgentKnobs & TrainingSchedule>;

const changesForm = strictSettings('knob or schedule entry', { ...knobsForm.shape, ...scheduleForm.shape }).partial();

/** Presets by task name and scale. */
export const taskPresets: Readonly<Record<string, TaskScales>> = Object.fromEntries(
  Object.entries(tasks).map(([id, { scales }]) => [id, scales] as const),
);

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
