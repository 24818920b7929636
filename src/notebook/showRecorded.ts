/** The recorded runs that a notebook draws on. */

import type { RunTable } from '../runs/index.js';
import { display } from './display.js';
import { noticeBox } from './noticeBox.js';
import { showNote } from './showNote.js';

/**
 * Reads the tables of findings on a task and shows a line for each: how many runs, of which command, made when and where,
 * and what must be said of them: runs that diverged, or whose critics end beyond what returns can be. A table that is
 * missing is said to be, with the command that records it, and one that is damaged with what is wrong; the notebook goes
 * on without it.
 *
 * @param findings for instance `02-cold-start`
 * @param task task name
 * @returns the tables that there are, in the order given
 */
export async function showRecorded(findings: readonly string[], task: string): Promise<RunTable[]> {
  const [{ armNotes, namedArms, readRunTable }, { DamagedFileError }] = await Promise.all([
    import('../runs/index.js'),
    import('../compute/readJson.js'),
  ]);
  const notesOf = (table: RunTable) =>
    namedArms(table).flatMap((arm) => armNotes(table, arm).map((note) => `${arm.label}: ${note}.`));
  return findings.flatMap((finding) => {
    try {
      const table = readRunTable(finding, task);
      showNote([summary(table), ...notesOf(table)].join(' '));
      return [table];
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof DamagedFileError) showDamaged(message);
      else showNote(message);
      return [];
    }
  });
}

function showDamaged(message: string): void {
  const heading = 'A table of recorded runs is left out';
  display({ 'text/html': noticeBox('bad', heading, [message]), 'text/plain': `${heading}\n  ${message}` });
}

function summary({ finding, task, runs, provenance }: RunTable): string {
  const { command, commit, hardware, recordedAt } = provenance;
  const ended = runs.filter(({ status }) => status === 'completed').length;
  return `${finding}, ${task}: ${runs.length} runs, ${ended} completed. ${command} (${recordedAt}, ${commit}, ${hardware})`;
}
