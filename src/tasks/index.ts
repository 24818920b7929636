/** Tasks: what each one is, and how it is opened, drawn, solved and trained on. */

export { type Adroit, createAdroit } from './adroit/adroit.js';
export { createAdroitExpert } from './adroit/adroitExpert.js';
export type { AdroitRules, AdroitTask } from './adroit/adroitTask.js';
export { adroitTasks } from './adroit/adroitTasks.js';
export { ADROIT_PACKAGE, type AdroitName, adroitFolder, adroitMissing } from './adroit/assetFolder.js';
export { installAdroitAssets } from './adroit/installAssets.js';
export type { BaseRecipe } from './baseRecipe.js';
export { type EpisodeFramesOptions, episodeFrames } from './episodeFrames.js';
export type { ScriptedExpert } from './expert.js';
export { createExpert, experts } from './experts.js';
export { createGantryExpert } from './gantryPeg/gantryExpert.js';
export {
  GYMNASIUM_PACKAGES,
  gymnasiumFolder,
  gymnasiumInterpreter,
  gymnasiumMissing,
  gymnasiumPython,
} from './gymnasium/gymnasiumPython.js';
export { type GymnasiumTaskOptions, gymnasiumAddress, gymnasiumTask } from './gymnasium/gymnasiumTask.js';
export { MANISKILL_PACKAGES, maniskillFolder, maniskillMissing, maniskillPython } from './maniskill/maniskillPython.js';
export { installCubes } from './ogbench/installCubes.js';
export {
  OGBENCH_PACKAGES,
  ogbenchInterpreter,
  ogbenchPython,
  ogbenchPythonFolder,
  ogbenchPythonMissing,
} from './ogbench/ogbenchPython.js';
export { createEnv, openTask, prepareTask } from './openTask.js';
export { createPandaExpert } from './pandaPeg/pandaExpert.js';
export { type PresetChanges, taskPreset, taskPresets } from './presets.js';
export { baseRecipe, baseRecipes, usualBase } from './recipes.js';
export { basedOn, demonstratedOn, envSpec, physicsTasks, taskEntry, tasks } from './registry.js';
export { createFrameRenderer, type FrameOptions, renderFrame } from './renderFrame.js';
export { checkBudget, checkSchedule, scheduleForm, type TrainingSchedule } from './schedule.js';
export type { PhysicsEntry, PlannedEpisode, ProcessEntry, TaskEntry } from './taskEntry.js';
export type { Scale, TaskPreset, TaskScales } from './taskScales.js';
