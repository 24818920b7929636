/** The training loop: rounds, evaluations, records, checkpoints. */

import { closeIt, giveWay } from '../compute/index.js';
import { residualUse } from '../diagnostics/index.js';
import { sparseReward } from '../rewards/index.js';
import { explicitRound, isExplicitPhase } from './explicitPhase.js';
import { scoreHeldOut } from './heldOut.js';
import { createCriticProbe } from './probe/criticProbe.js';
import { traceEpisodes } from './probe/episodeTraces.js';
import { progressMeter } from './progress.js';
import { agentSettings, partNames } from './runNames.js';
import { runCurve } from './runResult.js';
import { type Session, saveSession, writeRecord } from './session.js';
import { EMPTY_INTERVAL } from './trainingInterval.js';
import { advance } from './trainingRun.js';

/** Makes what looks into the critic, where the schedule asks for it. */
async function openProbe(session: Session): Promise<void> {
  const { options, parts, training, opened } = session;
  const { probeEpisodes: episodes } = parts.schedule;
  if (!episodes) return;
  session.probe = opened.keep(await createCriticProbe(training, { ...parts, episodes }, options.signal), closeIt);
}

/** The start record and the base policy's own success, once per run. */
async function begin(session: Session): Promise<void> {
  const { parts, options, training, evaluator, seconds } = session;
  if (session.records.length > 0) return;
  const { agent, seed, schedule } = parts;
  const { task, baseKind } = partNames(parts);
  const { engine } = training.learner.update;
  const { reward } = training.collector.env;
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
    ...(reward !== sparseReward && { reward: { low: reward.low, high: reward.high } }),
  };
  // Evaluated before anything is written: a run interrupted here begins anew when it is resumed.
  const { success, protocol } = await evaluator.run(
    { residual: 'none', episodes: schedule.finalEpisodes },
    options.signal,
  );
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
  const { episodes, successes, updates, sums, use } = training.interval;
  const metrics = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / updates]));
  const successRate = episodes > 0 ? successes / episodes : null;
  writeRecord(session, {
    kind: 'training',
    ...training.counters,
    episodes,
    successRate,
    metrics,
    residual: residualUse(use),
  });
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
    { residual: 'deterministic', episodes: last ? finalEpisodes : evaluationEpisodes },
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

/**
 * Trains to the end of the budget, from where the session stands.
 *
 * @param session the run, whose records and training advance
 * @throws DivergenceError when a loss is no longer finite; the signal's reason when it is interrupted
 */
export async function trainingLoop(session: Session): Promise<void> {
  const { training, options } = session;
  const { totalChunks, checkpointEvery } = options.schedule;
  const progress = progressMeter(totalChunks, training.counters.chunks);
  const turn = giveWay(options.signal);
  await openProbe(session);
  await begin(session);
  for (;;) {
    await evaluateIfDue(session);
    const { chunks } = training.counters;
    if (chunks >= totalChunks) {
      await scoreHeldOut(session);
      return saveSession(session);
    }
    if (chunks > 0 && chunks % checkpointEvery === 0) await saveSession(session);
    await turn();
    if (isExplicitPhase(training)) await warmUpExplicitly(session);
    else await advance(training);
    options.onProgress?.(progress(training.counters.chunks));
  }
}
