/** Checks of what npm installed: kernel, physics, engines and eager numerics. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Engine } from '../../compute/index.js';
import { loadWasm, nativeMissing } from '../../environments/index.js';
import { readJson } from '../../files/index.js';
import { checkMujoco } from '../setup/mujoco.js';
import { runProgram } from '../setup/program.js';
import { type Check, check } from './check.js';

const require = createRequire(import.meta.url);
const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
const REINSTALL = "Run 'npm ci' in the repository.";

/**
 * Looks at the packages; each is loaded, not only found.
 *
 * @returns one result for each part
 */
export async function checkPackages(): Promise<Check[]> {
  const checks = await Promise.all([
    check('Kernel', REINSTALL, kernel),
    check('Physics', REINSTALL, physics),
    check('Native physics', "Optional, 1.8 times as fast: 'dawnlab assets mujoco'.", nativePhysics, 'absent'),
  ]);
  return [...checks, ...(await checkEngines()), ...(await eagerBackends())];
}

/** Every engine that there is. */
async function checkEngines(): Promise<Check[]> {
  const { engines } = await import('../../compute/index.js');
  return Promise.all(Object.values<Engine>(engines).map(checkEngine));
}

async function checkEngine({ name, probe }: Engine): Promise<Check> {
  const { available, detail: found, advice } = await probe();
  if (available && name === 'xla') return check(`Engine ${name}`, 'Set it up again.', loadXla, 'absent');
  return { name: `Engine ${name}`, state: available ? 'ok' : 'absent', found, advice };
}

/** XLA's plugin is loaded in a process of its own, since a fault in it would take this one along. */
async function loadXla(): Promise<string> {
  const { isXlaInstalled } = await import('../../compute/index.js');
  const args = [MAIN, 'setup', 'xla', '--check', ...(isXlaInstalled('gpu') ? ['--gpu'] : [])];
  return (await runProgram('The check of XLA', process.execPath, args, { advice: 'Set it up again.' })).trim();
}

/** Eager numerics: every tfjs backend, of which only `cpu` is needed. */
async function eagerBackends(): Promise<Check[]> {
  const { probeBackends } = await import('../../compute/index.js');
  return (await probeBackends()).map(({ name, available, detail, advice }) => ({
    name: `Eager numerics: ${name}`,
    state: available ? 'ok' : name === 'cpu' ? 'broken' : 'absent',
    found: detail,
    advice: available ? undefined : advice,
  }));
}

function kernel(): string {
  require('zeromq');
  return `tslab ${version('tslab')}, zeromq ${version('zeromq')}, TypeScript ${version('@tslab/typescript-for-tslab')} in cells`;
}

async function physics(): Promise<string> {
  await loadWasm();
  return `@mujoco/mujoco ${version('@mujoco/mujoco')}`;
}

async function nativePhysics(): Promise<string> {
  const missing = nativeMissing();
  if (missing) throw new Error(missing);
  return checkMujoco();
}

const packageForm = z.looseObject({ version: z.string() });
const PACKAGE = { kind: 'package.json of npm', advice: 'Install the packages again: npm ci' };

// Some packages hide their package.json behind `exports`, so the folders are looked through by hand.
function version(name: string): string {
  const files = (require.resolve.paths(name) ?? []).map((folder) => join(folder, name, 'package.json'));
  const nested = join(require.resolve('tslab/package.json'), '..', 'node_modules', name, 'package.json');
  const file = [...files, nested].find((candidate) => existsSync(candidate));
  if (!file) throw new Error(`package ${name} is not installed`);
  return readJson(file, packageForm, PACKAGE).version;
}
