/** How long and how often: everything about a run that is not the agent. */

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
}

/** Entries that a schedule need not have. */
export const OPTIONAL_ENTRIES = ['probeEpisodes'] as const;

/**
 * Fails on a schedule that cannot be run.
 *
 * @param schedule budget and cadence
 * @throws RangeError naming the field, what it is and what it must be
 */
export function checkSchedule(schedule: TrainingSchedule): void {
  for (const [name, value] of Object.entries(schedule))
    if (!(Number.isFinite(value) && value > 0))
      throw new RangeError(`schedule: ${name} is ${value}; it must be positive.`);
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
