/** The ManiSkill tasks, all of each. */

import { fileURLToPath } from 'node:url';
import { knownPythonTask, type PythonTask, packageVersions } from '../../environments/index.js';
import { fileHash } from '../../files/index.js';
import type { ProcessEntry } from '../taskEntry.js';
import { planEpisodes } from './maniskillPlanner.js';
import { MANISKILL_VERSIONED, maniskillInterpreter, maniskillMissing } from './maniskillPython.js';
import { maniskillRecipes } from './maniskillRecipes.js';
import { maniskillScales } from './maniskillScales.js';
import { type ManiSkillTask, maniskillTasks } from './maniskillTasks.js';

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const ADAPTER = fileOf('./maniskill_env.py');
const SOURCES = [ADAPTER, fileOf('./no_render.py'), fileOf('./light_step.py')];

/** The task as ManiSkill in this Python has it. */
async function processOf({ spec, gymnasiumId, controlMode }: ManiSkillTask): Promise<PythonTask> {
  const python = maniskillInterpreter();
  const options = { id: gymnasiumId, horizon: spec.horizon, control_mode: controlMode };
  const versions = await packageVersions(python, MANISKILL_VERSIONED);
  const source = { id: spec.id, python, factory: `${ADAPTER}:make`, options, original: { ...options, plain: true } };
  return knownPythonTask(source, spec, { versions, sources: SOURCES.map(fileHash) });
}

/** Every task. */
export const maniskillEntries: readonly ProcessEntry[] = maniskillTasks.map((task) => ({
  spec: task.spec,
  process: () => processOf(task),
  missing: maniskillMissing,
  planner: {
    source: `ManiSkill3's motion planner for ${task.gymnasiumId} (mani_skill, Apache-2.0), followed in ${task.controlMode}`,
    plan: (seeds) => planEpisodes(task, seeds),
  },
  scales: maniskillScales,
  usualBase: task.usualBase,
  recipes: maniskillRecipes[task.spec.id],
}));
