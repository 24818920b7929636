/** What must be said of a run beside its numbers: that it diverged, or that its critic cannot be right. */

import type { EndRecord, RunRecord } from '../../training/index.js';
import { display } from '../cell/display.js';
import { noticeBox } from '../cell/noticeBox.js';

/** A run under the name that its cell gives it. */
export interface NamedRecords {
  readonly label: string;
  readonly records: readonly RunRecord[];
}

/**
 * The end of a run that diverged.
 *
 * @param records the run's records
 * @returns its last record; undefined for a run that goes on, was interrupted or completed
 */
export function divergedEnd(records: readonly RunRecord[]): EndRecord | undefined {
  const end = records.at(-1);
  return end?.kind === 'end' && end.status === 'diverged' ? end : undefined;
}

/**
 * When and at what a run diverged, in a few words.
 *
 * @param end the run's end
 * @returns for instance `after 40 updates: criticLoss became NaN`
 */
export function divergedText({ updates, message = '' }: EndRecord): string {
  const [what = ''] = /\S+ became \S+(?=\.)/.exec(message) ?? [];
  return `after ${updates.toLocaleString('en')} updates${what ? `: ${what}` : ''}`;
}

/**
 * What an interrupted run has, and how it goes on.
 *
 * @param records the run's records
 * @param totalChunks its budget, in chunk transitions
 * @returns for instance `Interrupted after 48 of 96 chunks. …`
 */
export function interruptText(records: readonly RunRecord[], totalChunks: number): string {
  const last = records.at(-1);
  const done = last?.kind === 'end' ? last.chunks : 0;
  return (
    `Interrupted after ${done.toLocaleString('en')} of ${totalChunks.toLocaleString('en')} chunks. What was learned ` +
    'is kept: use it below as it is, or run this cell again to go on from here.'
  );
}

/**
 * Shows a box for the runs whose numbers must not pass for results; nothing where there are none.
 *
 * @param runs runs that have ended, or stopped
 */
export async function showOutcomes(runs: readonly NamedRecords[]): Promise<void> {
  const lines: string[] = [];
  for (const run of runs) {
    const line = divergedLine(run) ?? (await valueLine(run));
    if (line) lines.push(line);
  }
  if (lines.length === 0) return;
  const heading = lines.length === 1 ? 'Not a result' : `${lines.length} runs are not results`;
  display({ 'text/html': noticeBox('bad', heading, lines), 'text/plain': [heading, ...lines].join('\n  ') });
}

function divergedLine({ label, records }: NamedRecords): string | undefined {
  const end = divergedEnd(records);
  if (!end) return undefined;
  const last = records.findLast((record) => record.kind === 'evaluation' && record.policy === 'agent');
  const before =
    last?.kind === 'evaluation' ? ` Its last success rate before that was ${last.success.toFixed(2)}.` : '';
  const advice = /\. (.*)$/.exec(end.message ?? '')?.[1];
  return `${label} diverged ${divergedText(end)}.${before}${advice ? ` ${advice}` : ''}`;
}

/** A critic that ends at values which no policy can have; a run without a whole start has none to judge. */
async function valueLine({ label, records }: NamedRecords): Promise<string | undefined> {
  const isKnown = records.some(({ kind }) => kind === 'start') && records.some(({ kind }) => kind === 'evaluation');
  if (!isKnown) return undefined;
  const { healthNotes, runOfRecords, runHealth } = await import('../../runs/index.js');
  const run = runOfRecords(records);
  if (!runHealth(run).isValueBeyond) return undefined;
  return `${label}: ${healthNotes([run]).at(-1)}. Its critic cannot be right.`;
}
