/** The recorded runs that a notebook draws on. */

import type { RunTable } from '../runs/index.js';
import { type ReadersSettings, recordedUnlike } from './recordedUnlike.js';
import { showNote } from './showNote.js';

/**
 * Reads the tables of findings on a task and shows a line for each: how many runs, of which command, made when and where.
 * A table that is missing is said to be, with the command that records it; the notebook goes on without it. Recorded runs
 * cannot follow a reader's knobs: where they were made with others, a line says so.
 *
 * @param findings for instance `02-cold-start`
 * @param task task name
 * @param own the knobs and the schedule that the notebook trains with
 * @returns the tables that there are, in the order given
 * @throws SyntaxError when a table is there but is no JSON
 */
export async function showRecorded(
  findings: readonly string[],
  task: string,
  own?: ReadersSettings,
): Promise<RunTable[]> {
  const { readRunTable } = await import('../runs/index.js');
  const tables = findings.flatMap((finding) => {
    try {
      const table = readRunTable(finding, task);
      showNote(summary(table));
      return [table];
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      showNote((error as Error).message);
      return [];
    }
  });
  const unlike =
    own &&
    (await recordedUnlike(
      tables.flatMap(({ runs }) => runs),
      own,
    ));
  if (unlike) showNote(`What was recorded does not follow your knobs. Recorded with ${unlike}.`);
  return tables;
}

function summary({ finding, task, runs, provenance }: RunTable): string {
  const { command, commit, hardware, recordedAt } = provenance;
  const ended = runs.filter(({ status }) => status === 'completed').length;
  return `${finding}, ${task}: ${runs.length} runs, ${ended} completed. ${command} (${recordedAt}, ${commit}, ${hardware})`;
}
