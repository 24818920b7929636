/**
 * How a file in `data/` came to be, written into the file itself.
 *
 * @outsideNumerics it writes down what happened
 */

import { readFileSync } from 'node:fs';
import { arch, platform } from 'node:process';

interface PackageFile {
  version: string;
  dependencies: Record<string, string>;
}

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
 */
export function fileProvenance(command: string): FileProvenance {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version, dependencies } = JSON.parse(text) as PackageFile;
  const versions: Record<string, string> = { dawnlab: version, node: process.version };
  for (const name of ['@mujoco/mujoco', '@tensorflow/tfjs', 'onnxruntime-node']) versions[name] = dependencies[name];
  return { command, versions, platform: `${platform}-${arch}` };
}
