/** Where a result comes from: versions, sources, machine. */

import { cpus, release, totalmem, type } from 'node:os';
import { showHtml } from './display.js';
import { escapeHtml } from './escapeHtml.js';
import { formatDuration } from './formatDuration.js';
import { packageVersions } from './packageVersions.js';
import { gitCommit, sourceHash } from './sourceState.js';

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

/** Looked up once: a process goes on with the code that it has loaded, whatever becomes of the files. */
let code: Pick<Provenance, 'versions' | 'commit' | 'sourceHash'> | undefined;

/**
 * The provenance of what this process computes.
 *
 * @returns versions, commit, source hash, machine and date
 */
export function provenance(): Provenance {
  const processors = cpus();
  code ??= { versions: packageVersions(), commit: gitCommit(), sourceHash: sourceHash() };
  return {
    ...code,
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
