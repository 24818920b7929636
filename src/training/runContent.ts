/**
 * A run's parts by value.
 *
 * @outsideNumerics it tells runs apart and trains none
 */

import type { AnyAgent } from '../agents/index.js';
import { sampleSpecOf } from '../algorithms/index.js';
import { defaultEngine, type Engine, type EngineName, engineDevice } from '../compute/index.js';
import { type EnvSpec, type OwnTask, type PhysicsName, physicsIdentity } from '../environments/index.js';
import { fileHash, valueHash } from '../files/index.js';
import { baseHash, baseSteps, checkNoise, demonstrationPath, parseBaseName, seenSpec } from '../policies/index.js';
import { EVALUATION_SEED } from '../rollouts/index.js';
import { createEnv, envSpec, taskEntry } from '../tasks/index.js';
import { agentIdentity } from './agentIdentity.js';
import { numericsVersion } from './numericsVersion.js';
import { ownBehaviour } from './ownParts.js';
import { probesHash } from './probe/probeIdentity.js';
import { identityOf, type RunContent, type RunIdentity, type RunParts, type Values } from './runIdentity.js';
import { residualDims } from './sight.js';
import { transitionSpec } from './transitionSpec.js';

const short = (value: unknown) => valueHash(value).slice(0, 16);

/** An engine by name; one of the reader's own by its text too, for two may have one name. */
function engineIdentity(engine: EngineName | Engine): string {
  if (typeof engine === 'string') return engine;
  return `${engine.name} ${short([engine.load, engine.steps].map(String))}`;
}

/** A spec with its lists as hashes, so that a difference has a name. */
function specValues(spec: EnvSpec): Values {
  const entries = Object.entries(spec) as [string, string | number | object][];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'object' ? short(value) : value] as const),
  );
}

/** What a task of the reader's own is made of. */
function ownTaskText(task: OwnTask): unknown[] {
  const { text, knobs, reward } = task;
  const rule = reward && [reward.low, reward.high, String(reward.of)];
  return [text, knobs, String('create' in task ? task.create : task.open), ...(rule ? [rule] : [])];
}

/** What a task is made of that its spec does not say: functions of the reader's own, packages of a task in Python. */
async function taskText(task: string | OwnTask): Promise<{ readonly text?: string }> {
  if (typeof task !== 'string') return { text: short(ownTaskText(task)) };
  const entry = taskEntry(task);
  return 'process' in entry ? { text: short((await entry.process()).text) } : {};
}

/** What a task shows, whatever draws it: some moments of some episodes. */
async function shownHash(task: string, physics?: PhysicsName): Promise<string> {
  const env = await createEnv(task, { physics });
  const still = new Float32Array(env.spec.actionDim);
  const moments = [0, 1, 2, 3].flatMap((seed) => {
    env.reset(EVALUATION_SEED + seed);
    const first = env.show?.();
    env.step(still);
    return [first, env.show?.()].map((shown) => Object.values(shown ?? {}).map((numbers) => [...numbers]));
  });
  env.close();
  return short(moments);
}

/**
 * What the names in a run stand for.
 *
 * @param parts the run; its seed does not count
 * @returns task, base policy, agent, platform by value
 * @throws Error on a task or base policy that does not exist, and where the physics is not set up, RangeError on a noise for one that samples nothing, whatever parts of the reader's own throw
 */
export async function runContent(parts: Omit<RunParts, 'seed' | 'threads' | 'share'>): Promise<RunContent> {
  const { task, baseKind, agent, schedule, probes, engine = defaultEngine(), own } = parts;
  const spec = envSpec(task);
  const isNamed = typeof task === 'string' && typeof baseKind === 'string';
  const { policy, noise: baseNoise } =
    typeof baseKind === 'string' ? parseBaseName(baseKind) : { policy: baseKind.kind, noise: 'sampled' as const };
  checkNoise(policy, baseNoise);
  const played = isNamed ? undefined : await ownBehaviour(parts);
  const { algorithm, settings }: AnyAgent = agent;
  const dims =
    played?.dims ??
    residualDims({
      spec: seenSpec(task, baseKind, algorithm.picture),
      executeSteps: baseSteps(task as string, baseKind as string),
    });
  const { secondShare } = sampleSpecOf({ algorithm, settings }, transitionSpec(dims));
  const physics = physicsIdentity(parts.physics);
  const [major] = process.versions.node.split('.');
  return {
    task: {
      ...specValues(spec),
      ...(spec.shows && typeof task === 'string' && { shown: await shownHash(task, parts.physics) }),
      ...(secondShare > 0 && typeof task === 'string' && { demonstrations: fileHash(demonstrationPath(task)) }),
      ...(await taskText(task)),
    },
    base: typeof baseKind === 'string' ? baseHash(spec.id, baseKind) : short([baseKind.text, String(baseKind.create)]),
    ...(baseNoise !== 'sampled' && { baseNoise }),
    ...(played?.hash !== undefined && { played: played.hash }),
    ...(own && { own }),
    ...(probes && { probes: await probesHash(probes, dims) }),
    agent: await agentIdentity(agent, dims, schedule),
    ...(physics !== undefined && { physics }),
    platform: `${process.platform}-${process.arch}, Node ${major}, ${engineDevice(engine)}`,
  };
}

/**
 * What a run is, by value: equal identities give equal bits on one type of processor.
 *
 * The update counts by its traced graph with all constants, and so do acting, an explicit warmup and probes; the initial
 * parameters, the warmup's residuals and the gate count by their values in every round; the base policy by its weights;
 * a task and a rule of the reader's own by their texts, and by what they do in trial episodes; a part by reference also by
 * the code of its file.
 *
 * @param parts task, agent, schedule, seed, base policy, engine, threads
 * @returns a plain value, for {@link runHash} and {@link identityDifferences}
 * @throws as {@link runContent}
 */
export async function runIdentity(parts: RunParts): Promise<RunIdentity> {
  const { schedule, seed, engine = defaultEngine(), threads = 1, share } = parts;
  return identityOf(await runContent(parts), {
    schedule,
    seed,
    engine: engineIdentity(engine),
    threads,
    together: share?.seeds,
    numerics: numericsVersion(),
  });
}
