/** Where a result comes from: versions, sources, machine. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from '../../files/index.js';
import { showHtml } from './display.js';
import { escapeHtml } from './escapeHtml.js';
import { formatDuration } from './formatDuration.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Where a result comes from. */
export interface Provenance {
  /** Package name to version, Node and the numerics included. */
  readonly versions: Readonly<Record<string, string>>;
  /** Short commit, with `+` if files differ from it; undefined outside git. */
  readonly commit?: string;
  /** First 12 hex digits of the SHA-256 of the library's sources. */
  readonly sourceHash: string;
  readonly hardware: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGiB: number;
    readonly system: string;
  };
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** What a run adds to its provenance. */
export interface RunProvenance extends Provenance {
  readonly scale?: string;
  /** The notebook that was executed, from the folder of the executed one. */
  readonly source?: string;
  /** Wall-clock seconds of the run. */
  readonly seconds?: number;
}

const PACKAGES = ['@tensorflow/tfjs', 'onnxruntime-node', '@mujoco/mujoco', 'tslab', 'arquero'];

/**
 * The provenance of what this process computes.
 *
 * @returns versions, commit, source hash, machine and date
 */
export function provenance(): Provenance {
  const versions: Record<string, string> = { dawnlab: packageVersion(ROOT) ?? '?', node: process.versions.node };
  for (const name of PACKAGES) {
    const version = installedVersion(name);
    if (version) versions[name] = version;
  }
  const processors = cpus();
  return {
    versions,
    commit: gitCommit(),
    sourceHash: sourceHash(),
    hardware: {
      cpu: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${release()}`,
    },
    date: new Date().toISOString(),
  };
}

/**
 * Provenance in a line.
 *
 * @param source what {@link provenance} returned, and what the run adds
 * @returns plain text
 */
export function provenanceText({
  versions,
  commit,
  sourceHash,
  hardware,
  date,
  scale,
  seconds,
}: RunProvenance): string {
  const parts = [
    ...(scale ? [`scale ${scale}`] : []),
    ...(seconds === undefined ? [] : [`computed in ${formatDuration(seconds)}`]),
    date.slice(0, 16).replace('T', ' ').concat(' UTC'),
    `source ${sourceHash}${commit ? `, commit ${commit}` : ''}`,
    `${hardware.cores} × ${hardware.cpu}, ${hardware.memoryGiB} GiB, ${hardware.system}`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  ];
  return parts.join(' · ');
}

/** Shows the provenance footer in the running cell. */
export function showProvenance(): void {
  const text = provenanceText(provenance());
  showHtml(`<div style="font:12px/1.5 system-ui,sans-serif;opacity:.7">${escapeHtml(text)}</div>`, text);
}

/**
 * The hash of the library's sources: `src` in a clone, `dist` in an installed package.
 *
 * @returns 12 hex digits
 */
export function sourceHash(): string {
  const folder = [join(ROOT, 'src'), join(ROOT, 'dist')].find(existsSync);
  const hash = createHash('sha256');
  if (folder) {
    for (const file of sourceFiles(folder))
      hash.update(relative(folder, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

function gitCommit(): string | undefined {
  if (!existsSync(join(ROOT, '.git'))) return undefined;
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short=10', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? '+' : '');
  } catch {
    return undefined;
  }
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
