/** The cubes of OGBench, all of each: two suites, and the five tasks of either by themselves. */

import type { PhysicsEntry } from '../taskEntry.js';
import { ARRANGEMENTS } from './arrangements.js';
import { CUBES, type CubeSuite, ogbenchMissing } from './assetFolder.js';
import { createCubeExpert } from './cubeExpert.js';
import { cubeRecipes } from './cubeRecipes.js';
import { cubeScales } from './cubeScales.js';
import { cubeView } from './cubeScene.js';
import { cubeSpec } from './cubeSpec.js';
import { cubeTask } from './cubeTask.js';

function entryOf(suite: CubeSuite, task?: number): PhysicsEntry {
  const spec = cubeSpec(suite, task);
  return {
    spec,
    ...(task && { suite: cubeSpec(suite).id }),
    task: cubeTask(suite, task),
    missing: ogbenchMissing,
    view: cubeView(suite),
    expert: () => createCubeExpert(suite, spec.id),
    scales: cubeScales[suite],
    recipes: task ? {} : cubeRecipes[suite],
  };
}

/** A suite before its tasks. */
export const cubeEntries: readonly PhysicsEntry[] = (Object.keys(CUBES) as CubeSuite[]).flatMap((suite) => [
  entryOf(suite),
  ...ARRANGEMENTS[suite].map((_, i) => entryOf(suite, i + 1)),
]);
