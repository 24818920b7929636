/** From the options of `dawnlab train` to the run that they ask for. */

import type { AgentKnobs } from '../../agents/index.js';
import type { EngineName } from '../../compute/index.js';
import { defaultPhysics, type PhysicsName } from '../../environments/index.js';
import { checkKnobsReach } from '../../parts/index.js';
import { type BaseNoise, baseName } from '../../policies/index.js';
import type { WrittenRun } from '../../runs/index.js';
import { isReference } from '../../settings/index.js';
import { type TrainingSchedule, taskPreset, usualBase } from '../../tasks/index.js';
import { seedDirectory } from '../../training/index.js';
import { chosenEngine } from './chosenEngine.js';

/** What the command line gives. */
export interface TrainCommandOptions {
  readonly task: string;
  readonly agent: string;
  readonly seed: number;
  readonly seeds?: readonly number[];
  readonly scale: 'smoke' | 'quick' | 'full';
  readonly base?: string;
  readonly preset?: string;
  readonly baseNoise: BaseNoise;
  readonly chunks?: number;
  readonly knobs?: Partial<AgentKnobs>;
  readonly schedule?: Partial<TrainingSchedule>;
  readonly probes?: readonly string[];
  readonly threads: number;
  readonly engine?: EngineName;
  readonly physics?: PhysicsName;
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * What the options of `dawnlab train` ask for.
 *
 * @param options as the command line has them
 * @returns the run, of several seeds that of the first
 * @throws Error on a task of the reader's own without a preset; TypeError on knobs that do not reach an agent
 */
export async function askedRun(options: TrainCommandOptions): Promise<WrittenRun> {
  const { task, agent, scale, chunks, probes, threads, out } = options;
  // A task of one's own makes its environments itself.
  const physics = options.physics ?? (isReference(task) ? undefined : defaultPhysics());
  const [seed] = options.seeds ?? [options.seed];
  if (isReference(task) && !options.preset)
    throw new Error(`There is no preset for '${task}'. Say whose to start from, for instance --preset gantry-peg.`);
  const base = baseName(options.base ?? usualBase(task), options.baseNoise);
  const preset = taskPreset(options.preset ?? task, scale);
  await checkKnobsReach(agent, Object.keys(options.knobs ?? {}));
  const knobs = { ...preset.knobs, ...options.knobs };
  const total = chunks === undefined ? {} : { totalChunks: chunks };
  const schedule = { ...preset.schedule, ...options.schedule, ...total };
  const updates = schedule.updatesPerChunk * (schedule.totalChunks - knobs.warmupChunks);
  const directory = out && options.seeds && options.seeds.length > 1 ? seedDirectory(out, seed) : out;
  const engine = options.engine ?? (await chosenEngine({ updates, directory }));
  const run = {
    finding: 'train',
    variant: 'default',
    scale,
    task,
    agent,
    base,
    knobs,
    schedule,
    seed,
    threads,
    engine,
  };
  return { ...run, ...(probes && { probes }), ...(physics && { physics }) };
}
