/**
 * How long and how often: everything about a run that is not the agent.
 *
 * @outsideNumerics a schedule's own numbers stand in the identity of its run
 */

import { checkSettings, integerFrom, numberIn, strictSettings } from '../settings/index.js';

/** Budget and cadence of a training run. */
export interface TrainingSchedule {
  /** Environments collected from side by side. */
  readonly slots: number;
  /** Chunk transitions in all, warmup included. */
  readonly totalChunks: number;
  /** Gradient updates per chunk transition. */
  readonly updatesPerChunk: number;
  readonly batchSize: number;
  /** Transitions kept. */
  readonly replayCapacity: number;
  /** Chunk transitions between evaluations; a multiple of `slots`. */
  readonly evaluateEvery: number;
  /** Episodes of each evaluation along the curve. */
  readonly evaluationEpisodes: number;
  /** Episodes of the last evaluation, and of the base policy's own. */
  readonly finalEpisodes: number;
  /** Chunk transitions between checkpoints, when there is a directory. */
  readonly checkpointEvery: number;
  /** Episodes on which the critic is looked into at every evaluation; it is not looked into by default. */
  readonly probeEpisodes?: number;
  /** Episodes of a set of its own on which base and agent are scored once, at the end; they are not by default. */
  readonly heldOutEpisodes?: number;
}

/** The form of {@link TrainingSchedule}. */
export const scheduleForm = strictSettings('schedule entry', {
  slots: integerFrom(1, 'environments side by side'),
  totalChunks: integerFrom(1, 'chunk transitions'),
  updatesPerChunk: numberIn('(0, ∞)', 'gradient updates per chunk transition'),
  batchSize: integerFrom(1, 'transitions'),
  replayCapacity: integerFrom(1, 'transitions'),
  evaluateEvery: integerFrom(1, 'chunk transitions'),
  evaluationEpisodes: integerFrom(1, 'episodes'),
  finalEpisodes: integerFrom(1, 'episodes'),
  checkpointEvery: integerFrom(1, 'chunk transitions'),
  probeEpisodes: integerFrom(1, 'episodes').optional(),
  heldOutEpisodes: integerFrom(1, 'episodes').optional(),
});

/**
 * Fails on a schedule that cannot be run.
 *
 * @param schedule budget and cadence
 * @throws RangeError naming each entry that does not exist or is out of its range, what it is and what it must be
 */
export function checkSchedule(schedule: TrainingSchedule): void {
  checkSettings(scheduleForm, schedule, 'schedule');
  for (const name of ['totalChunks', 'evaluateEvery', 'checkpointEvery'] as const)
    if (schedule[name] % schedule.slots !== 0)
      throw new RangeError(
        `schedule: ${name} is ${schedule[name]}; it must be a multiple of slots, ${schedule.slots}.`,
      );
  if (schedule.batchSize > schedule.replayCapacity)
    throw new RangeError(
      `schedule: batchSize ${schedule.batchSize} exceeds replayCapacity ${schedule.replayCapacity}.`,
    );
}

/** What of an agent decides whether a schedule leaves it anything to learn. */
export interface WarmupNumbers {
  /** Chunk transitions before the first update: DAWN's M. */
  readonly warmupChunks: number;
  /** K of an explicit warmup; none by default. */
  readonly explicitUpdates?: number;
}

/**
 * Fails on a schedule in which an agent would never learn.
 *
 * @param schedule budget and cadence
 * @param warmup the agent's warmup
 * @throws RangeError as {@link checkSchedule}; when the warmup, or the filling of a batch, takes the whole budget; when an
 * explicit warmup would begin with less than a batch
 */
export function checkBudget(schedule: TrainingSchedule, { warmupChunks, explicitUpdates = 0 }: WarmupNumbers): void {
  checkSchedule(schedule);
  const { slots, totalChunks, batchSize } = schedule;
  if (warmupChunks > totalChunks)
    throw new RangeError(
      `The warmup takes ${warmupChunks} chunks, the whole run ${totalChunks}: it would never go online. ` +
        'Lower warmupChunks (learningStartsChunks for agents without an anchor), or raise totalChunks.',
    );
  if (batchSize > totalChunks)
    throw new RangeError(
      `schedule: a batch of ${batchSize} is never there in ${totalChunks} chunks, so that nothing would be learned. ` +
        'Lower batchSize, or raise totalChunks.',
    );
  const collected = slots * Math.ceil(warmupChunks / slots);
  if (explicitUpdates > 0 && collected < batchSize)
    throw new RangeError(
      `explicit warmup: the replay holds ${collected} transitions, a batch ${batchSize}. ` +
        'Collect more before the updates: raise warmupChunks.',
    );
}
