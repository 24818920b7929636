/**
 * What a run is: everything that determines its numbers, and nothing else. Whatever keeps runs apart asks here: a
 * directory that is trained in, a notebook's memory, a sweep, a table.
 *
 * @outsideNumerics it tells runs apart and trains none
 */

import type { Agent, AnyAgent } from '../agents/index.js';
import type { Engine, EngineName, ProgramShare } from '../compute/index.js';
import type { OwnTask, PhysicsName } from '../environments/index.js';
import { valueHash } from '../files/index.js';
import type { OwnCode } from '../parts/index.js';
import type { BaseNoise, OwnBase } from '../policies/index.js';
import type { TrainingSchedule } from '../tasks/index.js';
import type { Probe } from './probe/probe.js';

/** The parts of a run that determine its curve. */
export interface RunParts {
  /** Task name, or a task of the reader's own. */
  readonly task: string | OwnTask;
  readonly agent: Agent | AnyAgent;
  readonly schedule: TrainingSchedule;
  readonly seed: number;
  /** Kind of the base policy, or a policy of the reader's own. */
  readonly baseKind: string | OwnBase;
  /** What runs the updates, by name or an engine of the reader's own; by default what `train` takes by itself. */
  readonly engine?: EngineName | Engine;
  /** Threads of one update; 1 by default. */
  readonly threads?: number;
  /** Which build of MuJoCo integrates a task by name; by default what DAWNLAB_PHYSICS names, else `wasm`. */
  readonly physics?: PhysicsName;
  /** Hashes of the code of parts that were written by reference, from `loadParts`. */
  readonly own?: OwnCode;
  /** What is measured where the schedule has `probeEpisodes`: names, or probes of the reader's own; all by default. */
  readonly probes?: readonly (string | Probe)[];
  /** The run's part in a program that it shares with other seeds, see `trainSeeds`; absent for a run that learns alone. */
  readonly share?: ProgramShare;
}

/** Names with numbers, words, or hashes of 16 digits. */
export type Values = Readonly<Record<string, string | number>>;

/** What the names in a run stand for, by value: the same for all seeds. */
export interface RunContent {
  /** The task's spec, lists as hashes; for a task of the reader's own also texts and knobs. */
  readonly task: Values;
  /** SHA-256 of the file of the base policy's weights; empty for one that is code alone, a hash of the text for a rule. */
  readonly base: string;
  /** How the base policy's noise comes; absent where it is sampled. */
  readonly baseNoise?: Exclude<BaseNoise, 'sampled'>;
  /** What parts of the reader's own do in trial episodes; absent where all have names. */
  readonly played?: string;
  /** Hashes of the code of parts by reference, for what no graph and no trial shows; absent where there are none. */
  readonly own?: OwnCode;
  /** Which probes measure, by name or by what they measure of given views; absent where all of the library's do. */
  readonly probes?: string;
  /** Numbers; hashes of graphs, of initial parameters, of the warmup's residuals and of the gate's values. */
  readonly agent: Values;
  /** What the bits of the physics depend on; absent for WebAssembly, whose bits depend on nothing here. */
  readonly physics?: string;
  /** Where it runs, as far as bits depend on it. Equal bits are promised on one type of processor only. */
  readonly platform: string;
}

/** A run by value. Names of agents, variants and findings are no part of it. */
export interface RunIdentity extends RunContent {
  /** Without the checkpoints' cadence, which changes no number. */
  readonly schedule: Omit<TrainingSchedule, 'checkpointEvery'>;
  readonly seed: number;
  /** Its name; of the reader's own also a hash of its text. */
  readonly engine: string;
  readonly threads: number;
  /** Seeds that learn in one program, on whose number its last digits depend; absent for a run that learns alone. */
  readonly together?: number;
  /** Version of the numerical code, as the build noted it. */
  readonly numerics: string;
}

/**
 * Puts a run together from what its names stand for.
 *
 * @param content task, base policy, agent, platform by value
 * @param rest schedule, seed, engine, threads, how many seeds learn together, version of the code
 * @returns the run by value
 */
export function identityOf(
  content: RunContent,
  rest: Pick<RunIdentity, 'seed' | 'engine' | 'threads' | 'together' | 'numerics'> & {
    readonly schedule: TrainingSchedule;
  },
): RunIdentity {
  const { schedule, seed, engine, threads, together, numerics } = rest;
  const { task, base, baseNoise, played, own, probes, agent, physics, platform } = content;
  const { checkpointEvery: _, ...cadence } = schedule;
  const named = {
    task,
    base,
    ...(baseNoise && { baseNoise }),
    ...(played !== undefined && { played }),
    ...(own && { own }),
    ...(probes !== undefined && { probes }),
    agent,
    ...(physics !== undefined && { physics }),
    platform,
  };
  return { ...named, schedule: cadence, seed, engine, threads, ...(together && { together }), numerics };
}

/**
 * The hash of a run.
 *
 * @param identity the run by value
 * @returns 64 hex digits: equal ones are the same run
 */
export function runHash(identity: RunIdentity): string {
  return valueHash(identity);
}
