/** The order of test files, and which are left out of `npm run test:fast`. */

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that train for long, start processes or look for programs of this machine; the longest first. */
export const SLOW = [
  'test/slurm/sweep.test.ts',
  'test/slurm/slurm.test.ts',
  'test/notebook/whole/notebooks0.test.ts',
  'test/notebook/whole/notebooks1.test.ts',
  'test/notebook/whole/notebooks2.test.ts',
  'test/notebook/whole/notebooks3.test.ts',
  'test/runs/sweep.test.ts',
  'test/runs/ownParts.test.ts',
  'test/runs/strangersProject.test.ts',
  'test/readme/readme.test.ts',
  'test/readme/ownParts.test.ts',
  'test/runs/kills.test.ts',
  'test/adroit/parity.test.ts',
  'test/training/train.test.ts',
  'test/training/trainSeeds.test.ts',
  'test/cli/commands.test.ts',
  'test/compute/fuzz.test.ts',
  'test/notebook/kernel/runNotebook.test.ts',
  'test/xla/kernels.test.ts',
  'test/notebook/live/trainLive.test.ts',
  'test/cli/train.test.ts',
  'test/runs/recompute.test.ts',
  'test/notebook/cellErrors.test.ts',
  'test/tasks/experts.test.ts',
  'test/training/explicitPhase.test.ts',
  'test/training/runIdentity.test.ts',
  'test/training/closing.test.ts',
  'test/xla/training.test.ts',
  'test/xla/killed.test.ts',
  'test/statistics/coverage.test.ts',
  'test/training/directoryLock.test.ts',
  'test/tensorflow/kernels.test.ts',
  'test/scripts/renderFigure.test.ts',
  'test/scripts/checks.test.ts',
  'test/training/probe.test.ts',
  'test/notebook/live/ownProbe.test.ts',
  'test/training/probes.test.ts',
  'test/xla/batched.test.ts',
  'test/readme/results.test.ts',
  'test/notebook/browser.test.ts',
  'test/environments/vectorEnv.test.ts',
  'test/environments/process/processVectorEnv.test.ts',
  'test/environments/process/kills.test.ts',
  'test/tasks/gymnasium.test.ts',
  'test/tasks/maniskill.test.ts',
  'test/files/fileLock.test.ts',
  'test/runs/worker/runPool.test.ts',
  'test/runs/worker/waiting.test.ts',
  'test/slurm/arrayScript.test.ts',
  'test/slurm/record.test.ts',
];

/** Files that put something else in a module's place, load it anew, or read whose line threw: only a transformed source allows it. */
export const MOCKING = [
  'test/notebook/knobs.test.ts',
  'test/notebook/cell/display.test.ts',
  'test/parts/resolvePart.test.ts',
];

const LONGEST = [...MOCKING, ...SLOW];

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return place < 0 ? LONGEST.length : place;
};

/** Begins the longest files first, so that no worker is left with one at the end; vitest asks for a class. */
export class LongestFirst extends BaseSequencer {
  /** The files in the order in which they are begun. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => placeOf(a) - placeOf(b));
  }
}
