/**
 * What a run is: everything that determines its numbers, and nothing else. Whatever keeps runs apart asks here: a
 * directory that is trained in, a notebook's memory, a sweep, a table.
 *
 * @outsideNumerics it tells runs apart and trains none
 */

import { existsSync } from 'node:fs';
import type { Agent } from '../agents/index.js';
import { defaultEngine, type Engine, engineDevice, fileHash, valueHash } from '../compute/index.js';
import { allFeatures, type EnvSpec, envSpec, type OwnTask } from '../environments/index.js';
import { baseFile, baseSteps, type OwnBase } from '../policies/index.js';
import { agentIdentity, type Values } from './agentIdentity.js';
import { numericsVersion } from './numericsVersion.js';
import { ownBehaviour } from './ownParts.js';
import type { TrainingSchedule } from './schedule.js';

/** The parts of a run that determine its curve. */
export interface RunParts {
  /** Task name, or a task of the reader's own. */
  readonly task: string | OwnTask;
  readonly agent: Agent;
  readonly schedule: TrainingSchedule;
  readonly seed: number;
  /** Kind of the base policy, or a policy of the reader's own. */
  readonly baseKind: string | OwnBase;
  /** What runs the updates; by default what `train` takes by itself. */
  readonly engine?: Engine;
  /** Threads of one update; 1 by default. */
  readonly threads?: number;
}

/** What the names in a run stand for, by value: the same for all seeds. */
export interface RunContent {
  /** The task's spec, lists as hashes; for a task of the reader's own also texts and knobs. */
  readonly task: Values;
  /** SHA-256 of the file of the base policy's weights; empty for one that is code alone, a hash of the text for a rule. */
  readonly base: string;
  /** What parts of the reader's own do in trial episodes; absent where all have names. */
  readonly played?: string;
  /** See {@link agentIdentity}. */
  readonly agent: Values;
  /** Where it runs, as far as bits depend on it. Equal bits are promised on one type of processor only. */
  readonly platform: string;
}

/** A run by value. Names of agents, variants and findings are no part of it. */
export interface RunIdentity extends RunContent {
  /** Without the checkpoints' cadence, which changes no number. */
  readonly schedule: Omit<TrainingSchedule, 'checkpointEvery'>;
  readonly seed: number;
  readonly engine: Engine;
  readonly threads: number;
  /** {@link numericsVersion} of the code. */
  readonly numerics: string;
}

const short = (value: unknown) => valueHash(value).slice(0, 16);

/** A spec with its lists as hashes, so that a difference has a name. */
function specValues(spec: EnvSpec): Values {
  const entries = Object.entries(spec) as [string, string | number | object][];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'object' ? short(value) : value] as const),
  );
}

/**
 * What the names in a run stand for.
 *
 * @param parts the run; its seed does not count
 * @returns task, base policy, agent, platform by value
 * @throws Error on a task or base policy that does not exist, whatever parts of the reader's own throw
 */
export async function runContent(parts: Omit<RunParts, 'seed' | 'threads'>): Promise<RunContent> {
  const { task, baseKind, agent, schedule, engine = defaultEngine() } = parts;
  const spec = envSpec(task);
  const isNamed = typeof task === 'string' && typeof baseKind === 'string';
  const own = isNamed ? undefined : await ownBehaviour(parts);
  const executeSteps = own?.executeSteps ?? baseSteps(task as string, baseKind as string);
  const dims = { featureDim: allFeatures(spec).length, chunkDim: executeSteps * spec.actionDim };
  const [major] = process.versions.node.split('.');
  return {
    task: {
      ...specValues(spec),
      ...(typeof task !== 'string' && { text: short([task.text, task.knobs, String(task.create)]) }),
    },
    base: typeof baseKind === 'string' ? baseHash(spec.id, baseKind) : short([baseKind.text, String(baseKind.create)]),
    ...(own && { played: own.hash }),
    agent: await agentIdentity(agent, dims, schedule),
    platform: `${process.platform}-${process.arch}, Node ${major}, ${engineDevice(engine)}`,
  };
}

/**
 * The hash of the file that a base policy's weights come from.
 *
 * @param task task name
 * @param kind kind of the base policy
 * @returns 64 hex digits; empty for a policy that is code alone, or whose file is missing
 */
export function baseHash(task: string, kind: string): string {
  const file = baseFile(task, kind);
  return file && existsSync(file) ? fileHash(file) : '';
}

/**
 * Puts a run together from what its names stand for.
 *
 * @param content task, base policy, agent, platform by value
 * @param rest schedule, seed, engine, threads, version of the code
 * @returns the run by value
 */
export function identityOf(
  content: RunContent,
  rest: Pick<RunIdentity, 'seed' | 'engine' | 'threads' | 'numerics'> & { readonly schedule: TrainingSchedule },
): RunIdentity {
  const { schedule, seed, engine, threads, numerics } = rest;
  const { task, base, played, agent, platform } = content;
  const { checkpointEvery: _, ...cadence } = schedule;
  const named = { task, base, ...(played !== undefined && { played }), agent, platform };
  return { ...named, schedule: cadence, seed, engine, threads, numerics };
}

/**
 * What a run is, by value: equal identities give equal bits on one type of processor.
 *
 * The update counts by its traced graph with all constants, and so do acting, an explicit warmup and probes; the initial
 * parameters, the warmup's residuals and the gate count by their values in every round; the base policy by its weights;
 * a task and a rule of the reader's own by their texts, and by what they do in trial episodes.
 *
 * @param parts task, agent, schedule, seed, base policy, engine, threads
 * @returns a plain value, for {@link runHash} and {@link identityDifferences}
 * @throws as {@link runContent}
 */
export async function runIdentity(parts: RunParts): Promise<RunIdentity> {
  const { schedule, seed, engine = defaultEngine(), threads = 1 } = parts;
  return identityOf(await runContent(parts), { schedule, seed, engine, threads, numerics: numericsVersion() });
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
