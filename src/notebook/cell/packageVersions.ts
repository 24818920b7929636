/** Versions of the packages that compute. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from '../../files/index.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGES = ['@tensorflow/tfjs', 'onnxruntime-node', '@mujoco/mujoco', 'tslab', 'arquero'];

/**
 * The library, Node, and the packages that are installed.
 *
 * @returns versions by name
 */
export function packageVersions(): Record<string, string> {
  const installed = PACKAGES.map((name) => [name, installedVersion(name)] as const);
  const found = installed.flatMap(([name, version]) => (version ? [[name, version] as const] : []));
  return { dawnlab: packageVersion(ROOT) ?? '?', node: process.versions.node, ...Object.fromEntries(found) };
}

function installedVersion(name: string): string | undefined {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return folders.map((folder) => packageVersion(join(folder, name))).find((version) => version !== undefined);
}

const packageForm = z.looseObject({ version: z.string().optional() });
const PACKAGE = { kind: 'package.json of npm', advice: 'Install the packages again: npm ci' };

function packageVersion(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return readJson(file, packageForm, PACKAGE).version;
}
