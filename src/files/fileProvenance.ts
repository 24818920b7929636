/**
 * How a file in `data/` came to be, written into the file itself.
 *
 * @outsideNumerics it writes down what happened
 */

import { arch, platform } from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from './readJson.js';

const packageForm = z.looseObject({ version: z.string(), dependencies: z.record(z.string(), z.string()) });
const PACKAGE = { kind: 'package.json of this library', advice: 'Install it again.' };

/** What made a file: enough to make it again. */
export interface FileProvenance {
  /** The literal command line. */
  readonly command: string;
  /** Versions by name: the package, Node, and the libraries that touch the numbers. */
  readonly versions: Readonly<Record<string, string>>;
  /** Operating system and processor architecture, for instance `linux-x64`. */
  readonly platform: string;
}

/**
 * The provenance of a file that is being written now.
 *
 * @param command the literal command that makes it
 * @returns the record to put into the file's metadata
 * @throws DamagedFileError when the library's package.json is damaged
 */
export function fileProvenance(command: string): FileProvenance {
  const file = fileURLToPath(new URL('../../package.json', import.meta.url));
  const { version, dependencies } = readJson(file, packageForm, PACKAGE);
  const versions: Record<string, string> = { dawnlab: version, node: process.version };
  for (const name of ['@mujoco/mujoco', '@tensorflow/tfjs', 'onnxruntime-node']) versions[name] = dependencies[name];
  return { command, versions, platform: `${platform}-${arch}` };
}
