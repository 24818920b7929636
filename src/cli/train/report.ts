/** What `dawnlab train` says of a run. */

import type { RunRequest } from '../../runs/index.js';
import type { RunRecord, RunResult } from '../../training/index.js';

/**
 * A record as a line.
 *
 * @param record of a run
 * @param showsProbes whether what probes measure is told: where somebody asked for them
 * @returns the line; undefined for records that are not told
 */
export function recordText(record: RunRecord, showsProbes: boolean): string | undefined {
  if (record.kind === 'probe' && showsProbes) {
    const values = Object.entries(record.values).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
    return `probe  ${record.chunks} chunks  ${values.join('  ')}`;
  }
  if (record.kind !== 'evaluation') return undefined;
  const { policy, chunks, primitiveSteps, updates, success, protocol, seconds } = record;
  const where = `${chunks} chunks  ${primitiveSteps} primitive steps  ${updates} updates`;
  return `${policy.padEnd(5)}  ${where}  success ${success.toFixed(3)} of ${protocol.episodes}  ${seconds.toFixed(0)} s`;
}

/**
 * How a run ended, as a line.
 *
 * @param result of the run
 * @returns the line
 */
export function endText({ status, message, baseSuccess, finalSuccess, seconds }: RunResult): string {
  const time = `in ${seconds.toFixed(0)} s`;
  if (status === 'diverged') return `diverged ${time}, and is not a result. ${message ?? ''}`.trimEnd();
  return `${status}: success ${baseSuccess} → ${finalSuccess} ${time}`;
}

/**
 * A run as the object that `--json` promises.
 *
 * @param request what was asked for
 * @param result what came of it
 * @returns names, successes, curve, time
 */
export function summary({ task, agent, seed }: RunRequest, result: RunResult): object {
  const { status, baseSuccess, finalSuccess, seconds, updatesPerSecond } = result;
  const curve = result.curve.map(({ chunks, primitiveSteps, updates, success }) => ({
    chunks,
    primitiveSteps,
    updates,
    success,
  }));
  return { task, agent, seed, status, baseSuccess, finalSuccess, curve, seconds, updatesPerSecond };
}
