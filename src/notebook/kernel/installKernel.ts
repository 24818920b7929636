/** Where Jupyter, VS Code and others look for kernels, and the kernel put there. */

import { existsSync, readFileSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson, writeFileAtomic } from '../../files/index.js';

const fileBeside = (path: string) => fileURLToPath(new URL(`../../../jupyter/${path}`, import.meta.url));

/** What Jupyter reads: the command that starts a kernel, and how it is shown. */
const specForm = z.looseObject({ argv: z.array(z.string()) });
const SPEC = { kind: 'kernelspec of Jupyter', advice: 'Remove its folder, then call dawnlab kernel install again.' };

/** Where to install, and whether over a kernel of another. */
export interface KernelPlace {
  /** An environment, for instance `.venv`; the user's own kernels by default. */
  readonly prefix?: string;
  /** Replaces a kernel of this name that is not dawnlab's. */
  readonly force?: boolean;
}

/** The user's folder of Jupyter, as Jupyter itself finds it. */
function userFolder(): string {
  if (process.env.JUPYTER_DATA_DIR) return process.env.JUPYTER_DATA_DIR;
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (platform() === 'win32') return join(process.env.APPDATA ?? homedir(), 'jupyter');
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'jupyter');
}

/**
 * Installs the kernelspec `tslab`, by the name that notebooks carry. It names this Node and this library; a project that has
 * a dawnlab of its own gets that one's kernel.
 *
 * @param place environment, and whether to replace another's
 * @returns the folder of the kernelspec
 * @throws Error when a kernel of that name is there that is not dawnlab's
 */
export function installKernel({ prefix, force = false }: KernelPlace = {}): string {
  const folder = join(prefix ? join(prefix, 'share', 'jupyter') : userFolder(), 'kernels', 'tslab');
  const file = join(folder, 'kernel.json');
  if (
    !force &&
    existsSync(file) &&
    !readJson(file, specForm, SPEC).argv.some((word) => word.includes('tslab-kernel.cjs'))
  )
    throw new Error(
      `${folder} holds a kernel of that name that is not dawnlab's, such as tslab's own. --force replaces it; it can be ` +
        'had again by what installed it.',
    );
  const spec = specForm.parse(JSON.parse(readFileSync(fileBeside('kernels/tslab/kernel.json'), 'utf8')));
  const argv = spec.argv.map((word) => {
    if (word === 'node') return process.execPath;
    return word.includes('{resource_dir}') ? fileBeside('tslab-kernel.cjs') : word;
  });
  writeFileAtomic(file, `${JSON.stringify({ ...spec, argv }, null, 1)}\n`);
  return folder;
}
