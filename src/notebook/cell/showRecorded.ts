/** The recorded runs that a notebook draws on. */

import type { RunTable } from '../../runs/index.js';
import { display } from './display.js';
import { noticeBox } from './noticeBox.js';
import { type ReadersSettings, settingsUnlikeRecorded } from './settingsUnlikeRecorded.js';
import { showNote } from './showNote.js';

/**
 * Reads the tables of findings on a task and shows a line for each: how many runs, of which command, made when and where,
 * and what must be said of them: runs that diverged, or whose critics end beyond what returns can be. A table that is
 * missing is said to be, with the command that records it, and one that is damaged with what is wrong; the notebook goes
 * on without it. Recorded runs cannot follow a reader's knobs: where they were made with others, a line says so.
 *
 * @param findings for instance `02-cold-start`
 * @param task task name
 * @param own the knobs and the schedule that the notebook trains with
 * @returns the tables that there are, in the order given
 */
export async function showRecorded(
  findings: readonly string[],
  task: string,
  own?: ReadersSettings,
): Promise<RunTable[]> {
  const { armNotes, namedArms, readRunTable } = await import('../../runs/index.js');
  const notesOf = (table: RunTable) =>
    namedArms(table).flatMap((arm) => armNotes(table, arm).map((note) => `${arm.label}: ${note}.`));
  const tables = findings.flatMap((finding) => {
    try {
      const table = readRunTable(finding, task);
      showNote([summary(table), ...notesOf(table)].join(' '));
      return [table];
    } catch (error) {
      showMissing(error as Error);
      return [];
    }
  });
  const unlike =
    own &&
    (await settingsUnlikeRecorded(
      tables.flatMap(({ runs }) => runs),
      own,
    ));
  if (unlike) showNote(`What was recorded does not follow your knobs. Recorded with ${unlike}.`);
  return tables;
}

/** A table that was never made is a note; one that is there and cannot be used is a fault. */
function showMissing({ name, message }: Error): void {
  const heading = 'A table of recorded runs is left out';
  if (name !== 'DamagedFileError') showNote(message);
  else display({ 'text/html': noticeBox('bad', heading, [message]), 'text/plain': `${heading}\n  ${message}` });
}

function summary({ finding, task, runs, provenance }: RunTable): string {
  const { command, commit, hardware, recordedAt } = provenance;
  const ended = runs.filter(({ status }) => status === 'completed').length;
  return `${finding}, ${task}: ${runs.length} runs, ${ended} completed. ${command} (${recordedAt}, ${commit}, ${hardware})`;
}
