/** Training in a cell: a plot and a bar that move, a clean interrupt, and a memory. */

import { checkKnobsReach } from '../../parts/index.js';
import type { CurvePoint } from '../../plots/index.js';
import type { RunParts, RunRecord, RunResult, TrainedAgent } from '../../training/index.js';
import { cellSignal } from '../cell/cellSignal.js';
import { showFigure } from '../cell/display.js';
import { showInterrupted } from '../cell/interruptNote.js';
import { type ProgressBar, progressBar } from '../cell/progressBar.js';
import { showNote } from '../cell/showNote.js';
import { cellRun, showRuns } from '../cell/showRuns.js';
import { type LiveCompany, liveFigures } from './liveFigures.js';
import { livePlots } from './livePlot.js';
import { type AgentChoice, checkOptions, type LiveRunOptions, liveRunParts } from './liveRunParts.js';
import { curvePoints } from './recordRows.js';
import { type RunMemo, reuseText, runMemo, settledMemo } from './runMemo.js';
import { divergedEnd, divergedText, interruptText, showOutcomes } from './runOutcome.js';
import { sealMemo } from './sealedRun.js';
import { watchedMetrics } from './watchedMetric.js';

/** What to train in a cell: an agent by name (`dawn`, `policyDecorator`, `vanilla`) with its knobs, or one of your own. */
export type TrainLiveOptions = LiveRunOptions &
  AgentChoice & {
    /** Master seed. */
    readonly seed: number;
    /** Earlier runs whose curves stand in the same figure. */
    readonly beside?: readonly LiveRun[];
  };

const OPTIONS = [
  'task',
  'agent',
  'knobs',
  'schedule',
  'seed',
  'baseKind',
  'beside',
  'probes',
  'watch',
  'styles',
  'fresh',
];

/** A run that was trained, continued or reused in a cell. */
export interface LiveRun extends RunResult {
  readonly task: string;
  readonly agent: string;
  readonly seed: number;
  /** Where its records and its checkpoint are. */
  readonly directory: string;
  /** Whether it was taken from an earlier execution. */
  readonly isReused: boolean;
  /** What acts: for `evaluateTrained` and for watching. */
  readonly trained: TrainedAgent;
}

/**
 * Trains an agent in this cell, with a progress bar, live curves and the critic's vital signs.
 *
 * The run is kept under a hash of all that determines it: executed again, the cell shows what is there and says when
 * it was computed. Interrupted, it keeps what was learned, and the next execution goes on from there.
 *
 * @param options task, agent with its knobs, schedule, seed
 * @returns curve, final success and the trained agent; `status` is `interrupted` when the cell was, and `diverged` when
 * a loss was no longer finite: the final success is then NaN
 * @throws RangeError on an option that does not exist, TypeError on one that is missing, Error as `train`, for instance on an unknown task
 * @example
 * const { knobs, schedule } = taskPreset('gantry-peg', 'quick', { lambda: 0.1 });
 * const run = await trainLive({ task: 'gantry-peg', agent: 'dawn', knobs, schedule, seed: 1 });
 */
export async function trainLive(options: TrainLiveOptions): Promise<LiveRun> {
  checkOptions('trainLive', options, OPTIONS);
  const { agent, knobs = {}, seed, beside = [], watch = [], styles } = options;
  await checkKnobsReach(agent, Object.keys(knobs));
  const parts = await liveRunParts(options, options, seed);
  const watched = await watchedMetrics(watch, parts.schedule, parts.probes);
  // Training loads the numerics, which takes a second: only cells that train pay for it.
  const { runHash, runIdentity } = await import('../../training/index.js');
  const found = await runMemo(runHash(await runIdentity(parts)), options.fresh);
  const memo = found.isFinished ? found : await settledMemo(found.directory);
  const company = { points: beside.flatMap(liveRows), styles, watched };
  if (!memo.isFinished) return trainNow(parts, memo, company);
  for (const figure of liveFigures(parts, memo.records, company)) showFigure(figure());
  showRuns([await cellRun(parts.agent.name, parts, memo.directory)]);
  showNote(`Reused ${reuseText(labelOf(parts), memo)}. Pass fresh: true to train again.`);
  await showOutcomes([{ label: labelOf(parts), records: memo.records }]);
  const { runResult } = await import('../../training/index.js');
  return liveRun(parts, memo.directory, runResult(memo.records), true);
}

const labelOf = ({ agent, seed }: RunParts) => `${agent.name}, seed ${seed}`;

/**
 * The curve of a run that was trained in a cell, as figures take it.
 *
 * @param run the run
 * @returns one row per evaluation, under the agent's name
 */
export function liveRows({ agent, seed, curve, status }: LiveRun): CurvePoint[] {
  const points = curvePoints(agent, seed, curve);
  return status === 'diverged' ? points.map((point) => ({ ...point, mark: status })) : points;
}

async function trainNow(parts: RunParts, { directory }: RunMemo, company: LiveCompany): Promise<LiveRun> {
  const { train } = await import('../../training/index.js');
  const { totalChunks } = parts.schedule;
  const records: RunRecord[] = [];
  const plots = livePlots(liveFigures(parts, records, company));
  showRuns([await cellRun(parts.agent.name, parts, directory)]);
  // The clock starts with the first chunk: measuring the base policy would spoil the rate and the time left.
  let bar: ProgressBar | undefined;
  const signal = cellSignal();
  const result = await train({
    ...parts,
    directory,
    signal,
    onRecord: (record) => {
      records.push(record);
      plots.update();
    },
    onProgress: ({ done }) => {
      bar ??= progressBar(labelOf(parts), totalChunks, 'chunks', done);
      bar.update(done, noteOf(records));
    },
  });
  const end = divergedEnd(records);
  if (end) bar?.finish(divergedText(end), 'diverged');
  else bar?.finish(noteOf(records));
  plots.finish();
  if (result.status === 'interrupted') showInterrupted(signal, interruptText(records, totalChunks));
  else sealMemo(directory);
  await showOutcomes([{ label: labelOf(parts), records }]);
  return liveRun(parts, directory, result, false);
}

function noteOf(records: readonly RunRecord[]): string {
  const last = records.findLast((record) => record.kind === 'evaluation' && record.policy === 'agent');
  return last?.kind === 'evaluation' ? `success ${last.success.toFixed(2)}` : '';
}

async function liveRun(parts: RunParts, directory: string, result: RunResult, isReused: boolean): Promise<LiveRun> {
  const { loadTrainedAgent, partNames } = await import('../../training/index.js');
  const { status, message, baseSuccess, finalSuccess, curve, seconds, updatesPerSecond, engine } = result;
  const numbers = { status, message, baseSuccess, finalSuccess, curve, seconds, updatesPerSecond, engine };
  const { task, baseKind, agent, seed } = parts;
  // The checkpoint knows names alone; what acts needs the reader's own task and base policy.
  const trained = { ...loadTrainedAgent(directory, agent), task, baseKind };
  return { task: partNames(parts).task, agent: agent.name, seed, directory, isReused, ...numbers, trained };
}
