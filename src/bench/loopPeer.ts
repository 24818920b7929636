/** The training loop as it is usually written: Gymnasium-Robotics, PyTorch and NumPy in a process of their own. */

import { fileURLToPath } from 'node:url';
import { allFeatures, attempt, featureDim } from '../environments/index.js';
import { policyPath } from '../files/index.js';
import { baseSteps } from '../policies/index.js';
import { basedOn, envSpec, gymnasiumPython, taskPreset } from '../tasks/index.js';
import type { Contestant } from './contestant.js';
import { FILLING } from './loopContestant.js';
import type { LoopOptions } from './loopRates.js';
import { peerPython } from './peerPython.js';
import { processContestant } from './processContestant.js';

/** The script stays in src: the compiler copies no Python. */
const SCRIPT = fileURLToPath(new URL('../../src/bench/pytorch_loop.py', import.meta.url));

/** Kinds of base policies that the script can run. */
const KINDS = ['cloning', 'diffusion'];

/**
 * Why a task has no peer.
 *
 * @param options task and kind of base policy
 * @returns a sentence, or undefined where it has one
 */
export function loopPeerMissing({ task, base }: Pick<LoopOptions, 'task' | 'base'>): string | undefined {
  if (!task.startsWith('adroit-')) return `Gymnasium-Robotics has no '${task}', only the Adroit tasks.`;
  if (!KINDS.includes(base)) return `The peer runs base policies of the kinds ${KINDS.join(' and ')}, not ${base}.`;
  return undefined;
}

/** Sizes, batch, rates and files: what the peer is given so that its work is ours. */
function workOf({ task, base, threads }: Omit<LoopOptions, 'seconds'>): object {
  const { knobs, schedule } = taskPreset(task);
  const spec = envSpec(task);
  const features = allFeatures(spec);
  const { lambda, discount, width, criticLearningRate: learningRate } = knobs;
  return {
    task,
    threads,
    policy: policyPath(basedOn(task), base),
    horizon: spec.horizon,
    features,
    filling: FILLING,
    slots: schedule.slots,
    batch: schedule.batchSize,
    replayCapacity: schedule.replayCapacity,
    featureDim: featureDim(features),
    chunkDim: baseSteps(task, base) * spec.actionDim,
    lambda,
    discount,
    // Those that all agents here share, and DAWN's temperature and normalization.
    width,
    actorWidth: width,
    depth: 3,
    normalize: true,
    soft: true,
    learningRate,
    tau: 0.01,
    initialTemperature: 0.01,
    maxGradientNorm: 50,
  };
}

/** A Python with both: that of PyTorch, which also looks where Gymnasium-Robotics lies. */
async function pythonOfBoth(python: string | undefined, say: (message: string) => void) {
  const [torch, gymnasium] = [await peerPython('torch', python, say), await gymnasiumPython(say)];
  const print = ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'];
  const folder = (await attempt(gymnasium, print, `${gymnasium} does not say where its packages lie`)).trim();
  const env = { PYTHONPATH: folder };
  await attempt(
    torch,
    ['-W', 'ignore', '-c', 'import torch, gymnasium_robotics'],
    'the two are of different Pythons',
    env,
  );
  return { program: torch, env };
}

/**
 * Starts the peer as it is, and once more through `torch.compile` where that is asked for.
 *
 * @param options task, kind of base policy, threads; whether the peer is also compiled
 * @param python an interpreter that has PyTorch already; none by default
 * @param say what happens, where it takes long
 * @returns its sides; their unit is that of `loopContestant`, a round
 * @throws NoPython where there is no Python or no network; Error when a process ends early
 */
export async function loopPeers(
  options: Omit<LoopOptions, 'seconds'> & { readonly compiled: boolean },
  python: string | undefined,
  say: (message: string) => void,
): Promise<Contestant[]> {
  const started = await pythonOfBoth(python, say);
  const sides: Contestant[] = [];
  for (const compile of options.compiled ? [false, true] : [false]) {
    const engine = compile ? 'pytorch-compile' : 'pytorch';
    if (compile) say('Compiling the peer with torch.compile: a minute or more.');
    const contestant = { ...started, engine, args: ['-W', 'ignore', SCRIPT] };
    sides.push(await processContestant(contestant, { ...workOf(options), compile }));
  }
  return sides;
}
