/** The training loop: rounds, evaluations, records, checkpoints, interruption. */

import { type ArrayTree, copyTree } from '../compute/index.js';
import { explicitRound, isExplicitPhase } from './explicitPhase.js';
import { DivergenceError } from './learner.js';
import { traceEpisodes } from './probe/episodeTraces.js';
import { progressMeter } from './progress.js';
import type { EndRecord } from './records.js';
import { agentSettings, partNames } from './runNames.js';
import { type RunResult, runCurve, runResult } from './runResult.js';
import { openSession, type Session, saveSession, type TrainOptions, writeRecord } from './session.js';
import { advance, closeTraining, EMPTY_INTERVAL } from './trainingRun.js';

/** What training returns. */
export interface TrainResult extends RunResult {
  /** The actor's parameters at the end. */
  readonly actor: ArrayTree;
}

/** The start record and the base policy's own success, once per run. */
async function begin(session: Session): Promise<void> {
  const { parts, options, training, evaluator, seconds } = session;
  if (session.records.length > 0) return;
  const { agent, seed, schedule } = parts;
  const { task, baseKind } = partNames(parts);
  const { engine } = training.learner.update;
  const settings = agentSettings(agent);
  const start = {
    task,
    agent: agent.name,
    seed,
    base: baseKind,
    engine,
    threads: options.threads ?? 1,
    schedule,
    settings,
  };
  // Evaluated before anything is written: a run interrupted here begins anew when it is resumed.
  const { success, protocol } = await evaluator.run('none', schedule.finalEpisodes, options.signal);
  writeRecord(session, { kind: 'start', ...start });
  writeRecord(session, {
    kind: 'evaluation',
    policy: 'base',
    ...training.counters,
    success,
    protocol,
    seconds: seconds(),
  });
}

function writeInterval(session: Session): void {
  const { training } = session;
  const { episodes, successes, updates, sums } = training.interval;
  const metrics = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / updates]));
  const successRate = episodes > 0 ? successes / episodes : null;
  writeRecord(session, { kind: 'training', ...training.counters, episodes, successRate, metrics });
  training.interval = EMPTY_INTERVAL;
}

/** Evaluates where the curve has a point that is still missing. */
async function evaluateIfDue(session: Session): Promise<void> {
  const { training, evaluator, options, probe, records, seconds } = session;
  const { evaluateEvery, totalChunks, evaluationEpisodes, finalEpisodes, probeEpisodes = 0 } = options.schedule;
  const { chunks } = training.counters;
  const last = chunks >= totalChunks;
  if ((chunks % evaluateEvery !== 0 && !last) || runCurve(records).at(-1)?.chunks === chunks) return;
  const tracer = traceEpisodes(probeEpisodes);
  const { success, protocol } = await evaluator.run(
    'deterministic',
    last ? finalEpisodes : evaluationEpisodes,
    options.signal,
    probe && tracer.onChunk,
  );
  if (chunks > 0) writeInterval(session);
  writeRecord(session, {
    kind: 'evaluation',
    policy: 'agent',
    ...training.counters,
    success,
    protocol,
    seconds: seconds(),
  });
  if (probe)
    writeRecord(session, { kind: 'probe', ...training.counters, values: await probe.measure(tracer.traces()) });
}

/** A part of the explicit warmup, with its records. */
async function warmUpExplicitly(session: Session): Promise<void> {
  const { training, probe } = session;
  const metrics = await explicitRound(training);
  writeRecord(session, { kind: 'explicit', ...training.counters, metrics });
  if (probe) writeRecord(session, { kind: 'probe', ...training.counters, values: await probe.measure() });
}

async function loop(session: Session): Promise<void> {
  const { training, options } = session;
  const { totalChunks, checkpointEvery } = options.schedule;
  const progress = progressMeter(totalChunks, training.counters.chunks);
  await begin(session);
  for (;;) {
    await evaluateIfDue(session);
    const { chunks } = training.counters;
    if (chunks >= totalChunks) return saveSession(session);
    if (chunks > 0 && chunks % checkpointEvery === 0) await saveSession(session);
    options.signal?.throwIfAborted();
    if (isExplicitPhase(training)) await warmUpExplicitly(session);
    else await advance(training);
    options.onProgress?.(progress(training.counters.chunks));
  }
}

/**
 * Trains an agent on a task: base policy, warmup, updates, evaluations on common seeds.
 *
 * With a directory the run is resumable: checkpoints are written atomically, and a run that was interrupted or killed
 * continues so that its curve is bitwise that of a run that never stopped.
 *
 * @param options what to train, how, and who listens
 * @returns the curve and the actor; `status` says whether the run completed, was interrupted, or diverged
 * @throws RangeError on a schedule that cannot be run, Error on a damaged checkpoint or one of another run
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const session = await openSession(options);
  let status: EndRecord['status'] = 'completed';
  let message: string | undefined;
  try {
    await loop(session);
  } catch (error) {
    if (error instanceof DivergenceError) [status, message] = ['diverged', error.message];
    else if (options.signal?.aborted) status = 'interrupted';
    else throw error;
    if (status === 'interrupted') await saveSession(session);
  } finally {
    await session.evaluator.close();
    await session.probe?.close();
  }
  const { training, records, seconds } = session;
  writeRecord(session, { kind: 'end', status, ...training.counters, seconds: seconds(), message });
  const actor = copyTree(training.learner.update.state.actor);
  await closeTraining(training);
  return { ...runResult(records), actor };
}
