/**
 * A Python with ManiSkill3: the tasks of Tao et al. 2024 on the processor, without a GPU and without Vulkan.
 *
 * @outsideNumerics the versions of packages are in the task's text
 */

import { join } from 'node:path';
import { chosenPython, hasPinnedPython, interpreterOf, pinnedPython } from '../../environments/index.js';
import { cacheFolder } from '../../files/index.js';

/** Releases. mplib, which ManiSkill plans with, ends the process under numpy 2. */
export const MANISKILL_PACKAGES = ['mani_skill==3.0.1', 'numpy==1.26.4'] as const;
/** Distributions whose versions the tasks' numbers depend on. */
export const MANISKILL_VERSIONED = ['mani_skill', 'sapien', 'torch', 'gymnasium', 'numpy'] as const;

/**
 * Where it lies; nothing need exist there.
 *
 * @returns an absolute path
 */
export const maniskillFolder = () => join(cacheFolder(), 'maniskill-venv');

/**
 * Says whether a Python with ManiSkill is here: one that the user named, or the one that `dawnlab setup` makes.
 *
 * @returns why the tasks cannot run, with the command that helps; undefined where they can
 */
export function maniskillMissing(): string | undefined {
  if (process.env.DAWNLAB_PYTHON || hasPinnedPython(maniskillFolder(), MANISKILL_PACKAGES)) return undefined;
  return (
    `The ManiSkill tasks need ${MANISKILL_PACKAGES.join(', ')} in Python, which are not in ${maniskillFolder()}. Set them up ` +
    'with `dawnlab setup maniskill` (6.5 GB), or name a Python that has them: --python, or DAWNLAB_PYTHON.'
  );
}

/**
 * The interpreter.
 *
 * @returns the user's, else that of `dawnlab setup`
 */
export const maniskillInterpreter = (): string => chosenPython(interpreterOf(maniskillFolder()));

/**
 * Finds or makes that Python, in the user's cache.
 *
 * @param say what happens, where it takes long
 * @returns path of the interpreter
 * @throws NoPython where there is no Python or no network
 */
export function maniskillPython(say: (message: string) => void): Promise<string> {
  const folder = maniskillFolder();
  return pinnedPython(folder, MANISKILL_PACKAGES, () =>
    say(
      `… ${MANISKILL_PACKAGES.join(', ')} and what they need into ${folder}: 3.4 GB of downloads, 6.5 GB of disk, most of it ` +
        'CUDA, which comes with PyTorch and is not used. Several minutes.',
    ),
  );
}
