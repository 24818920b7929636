/** What one more recorded run would cost. */

import { median } from '../../statistics/index.js';
import { recordedSeconds } from './chooseRuns.js';
import type { RunTable } from './runTable.js';

/** Seeds that a comparison here has. */
const SEEDS = 8;

/**
 * What a reader must do for a value that was not recorded: how long it takes, and the command.
 *
 * @param table recorded runs
 * @returns for instance `Another value has to be trained: 8 runs of about 12 min each (…): dawnlab train …`
 */
export function trainingCost({ task, runs, provenance }: Pick<RunTable, 'task' | 'runs' | 'provenance'>): string {
  const minutes = Math.max(1, Math.round(median(runs.map(recordedSeconds)) / 60));
  const [{ agent }] = runs;
  const command = `dawnlab train --task ${task} --agent ${agent} --scale full --seed 1 --knobs '{…}'`;
  return (
    `Another value has to be trained: ${SEEDS} runs of about ${minutes} min each (on ${provenance.hardware}), ` +
    `each by ${command}`
  );
}
