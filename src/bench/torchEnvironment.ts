/** A Python with PyTorch and JAX: one that the user names, or a throwaway virtual environment with pinned versions. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attempt, pinnedPython } from './pinnedPython.js';

/** The PyTorch that the comparison is made with. */
const TORCH_VERSION = '2.15.0';

/** The JAX that the comparison is made with. */
const JAX_VERSION = '0.10.2';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Finds or makes a Python that has PyTorch and JAX.
 *
 * @param python an interpreter that has it already; none by default
 * @param say what happens, where it takes long
 * @returns path of the interpreter
 * @throws NoPython where there is no Python or no network
 */
export async function torchPython(python: string | undefined, say: (message: string) => void): Promise<string> {
  if (python !== undefined) {
    await attempt(python, ['-c', 'import torch'], `${python} has no PyTorch`);
    return python;
  }
  const packages = [`torch==${TORCH_VERSION}`, `jax==${JAX_VERSION}`];
  return pinnedPython(join(ROOT, '.cache', 'pytorch-venv'), packages, () =>
    say(
      `Installing PyTorch ${TORCH_VERSION} and JAX ${JAX_VERSION} into .cache/pytorch-venv: some gigabytes on Linux, minutes. Only this comparison needs it.`,
    ),
  );
}
