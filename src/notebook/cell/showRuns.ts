/** What a training cell trains, in small print and for programs that read the notebook. */

import { basename } from 'node:path';
import type { RunParts } from '../../training/index.js';
import { display } from './display.js';
import { escapeHtml } from './escapeHtml.js';
import { settingsText } from './settingsText.js';

/** MIME type of the runs of a training cell, a list of {@link CellRun}. */
export const RUNS_MIME = 'application/vnd.dawnlab.runs+json';

/** A run of a training cell, as its output has it. */
export interface CellRun {
  /** Name in the cell's figures. */
  readonly label: string;
  /** Equal identities mean that one run may stand for the other. */
  readonly identity: string;
  readonly task: string;
  readonly base: string;
  readonly seed: number;
  /** As in the run's start record. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly schedule: object;
}

/**
 * A run as a cell's output has it.
 *
 * @param label name in the cell's figures
 * @param parts what the run is
 * @param directory where it is kept, named by its identity
 * @returns label, identity, names, numbers
 */
export async function cellRun(label: string, parts: RunParts, directory: string): Promise<CellRun> {
  const { agentSettings, partNames } = await import('../../training/index.js');
  const { task, baseKind: base } = partNames(parts);
  const { agent, seed, schedule } = parts;
  return { label, identity: basename(directory), task, base, seed, settings: agentSettings(agent), schedule };
}

/**
 * Shows what a training cell trains: a line for each agent, read from the runs themselves.
 *
 * @param runs its runs
 */
export function showRuns(runs: readonly CellRun[]): void {
  const seeds = (line: string) => runs.flatMap((run) => (lineOf(run) === line ? [run.seed] : []));
  const lines = [...new Set(runs.map(lineOf))].map((line) => `${line}; seed ${seeds(line).join(', ')}`);
  const html = lines.map((line) => `<div>${escapeHtml(line)}</div>`).join('');
  display({
    'text/html': `<div style="font:13px/1.5 system-ui,sans-serif;opacity:.75;margin:.3em 0">${html}</div>`,
    'text/plain': lines.join('\n'),
    [RUNS_MIME]: runs,
  });
}

const lineOf = ({ label, task, base, settings, schedule }: CellRun) =>
  `${label} on ${task} over ${base}: ${settingsText(settings, schedule)}`;
