/** A trained residual policy, read back from a run's directory. */

import { join } from 'node:path';
import { z } from 'zod';
import { type Acting, namedActing } from '../agents/index.js';
import type { AlgorithmSettings } from '../algorithms/index.js';
import { type ArrayTree, isNdArray } from '../arrays/index.js';
import { closeIt, opening } from '../compute/index.js';
import type { OwnTask, PhysicsName } from '../environments/index.js';
import { checkForm, DamagedFileError } from '../files/index.js';
import { createSeenEnv, loadBasePolicy, type OwnBase } from '../policies/index.js';
import { checkProtocol, type EvaluationProtocol, type EvaluationResult } from '../rollouts/index.js';
import { type Checkpoint, readCheckpointFile } from './checkpoint.js';
import type { EvaluatedChunk } from './evaluatedChunk.js';
import { evaluate } from './evaluation.js';
import { createResidualPolicy } from './residualPolicy.js';
import { residualDims } from './sight.js';

/** What is needed to act as a trained agent does. */
export interface TrainedAgent {
  /** Task name, or the reader's own task. */
  readonly task: string | OwnTask;
  readonly agent: string;
  readonly seed: number;
  readonly baseKind: string | OwnBase;
  readonly lambda: number;
  /** How it acts. */
  readonly acting: Acting;
  /** Actor parameters. */
  readonly actor: ArrayTree;
}

const checkpointFile = (directory: string) => join(directory, 'checkpoint.safetensors');

const asTrained = (directory: string) => ({
  kind: 'checkpoint of a trained agent',
  advice: `Train there again: dawnlab train … --out ${directory}`,
});

function checkpointOf(directory: string): Checkpoint {
  const checkpoint = readCheckpointFile(checkpointFile(directory));
  if (!checkpoint)
    throw new Error(`${directory} holds no checkpoint. Train there first: dawnlab train … --out ${directory}`);
  return checkpoint;
}

/** What acting as a trained agent needs of its checkpoint. */
const agentForm = z.looseObject({
  names: z.looseObject({ task: z.string(), agent: z.string(), baseKind: z.string() }),
  identity: z.looseObject({ seed: z.number(), agent: z.looseObject({ lambda: z.number(), discount: z.number() }) }),
  snapshot: z.looseObject({
    arrays: z.looseObject({ state: z.record(z.string(), z.unknown()) }),
  }),
}) as unknown as z.ZodType<{
  readonly names: Checkpoint['names'];
  readonly identity: { readonly seed: number; readonly agent: AlgorithmSettings };
  readonly snapshot: { readonly arrays: { readonly state: ArrayTree } };
}>;

/**
 * Reads the agent that a run's last checkpoint holds.
 *
 * @param directory the run's directory
 * @param acting the agent that was trained; needed where its learning rule, or what its actor sees, is the reader's own
 * @returns the agent, task and base by name: whoever trained on values of their own puts them back
 * @throws Error when there is no checkpoint, it is damaged, or nothing here acts as it did
 */
export function loadTrainedAgent(directory: string, acting?: Acting): TrainedAgent {
  const checkpoint = checkpointOf(directory);
  const as = asTrained(directory);
  const { names, identity, snapshot } = checkForm(checkpoint, agentForm, checkpointFile(directory), as);
  const { acting: called, ...rest } = names;
  const { lambda, discount } = identity.agent;
  const found = acting ?? namedActing(called ?? { algorithm: 'residualSac' }, { lambda, discount });
  const actor = found.algorithm.policy.of(snapshot.arrays.state) as ArrayTree | undefined;
  if (!actor) throw new DamagedFileError(checkpointFile(directory), 'holds no actor', as);
  return { ...rest, seed: identity.seed, lambda, acting: found, actor };
}

/**
 * Reads everything that a run's last checkpoint knows: critics, their targets, actor, temperature.
 *
 * @param directory the run's directory
 * @returns the state after its last update, for diagnostics such as `createCriticProgram`
 * @throws Error when there is no checkpoint, or it is damaged
 */
export function loadTrainedState(directory: string): ArrayTree {
  const { state } = checkpointOf(directory).snapshot.arrays;
  if (state && !isNdArray(state)) return state;
  throw new DamagedFileError(checkpointFile(directory), 'holds no state of a learning rule', asTrained(directory));
}

/**
 * Evaluates a trained agent, or its base policy alone, with environments of its own.
 *
 * @param trained the agent
 * @param protocol how to measure
 * @param options `slots`: episodes side by side, 25 by default; `physics`: the build of MuJoCo; `signal` stops between chunks;
 * `onChunk` sees every chunk, as `traceEpisodes` takes it
 * @returns successes per episode
 * @throws RangeError on a protocol that measures nothing; the signal's reason when it stops
 */
export async function evaluateTrained(
  trained: TrainedAgent,
  protocol: EvaluationProtocol,
  options: {
    readonly slots?: number;
    readonly physics?: PhysicsName;
    readonly signal?: AbortSignal;
    readonly onChunk?: (chunk: EvaluatedChunk) => void;
  } = {},
): Promise<EvaluationResult> {
  const endOnSuccess = protocol.success !== 'atEnd';
  checkProtocol(protocol, endOnSuccess);
  const slots = Math.min(options.slots ?? 25, protocol.episodes);
  const opened = opening();
  try {
    const base = opened.keep(await loadBasePolicy(trained.task, { kind: trained.baseKind, batch: slots }), closeIt);
    const { acting, actor, lambda } = trained;
    const { picture } = acting.algorithm;
    const env = opened.keep(
      await createSeenEnv(trained.task, base, { slots, endOnSuccess, physics: options.physics, picture }),
      closeIt,
    );
    const made = await createResidualPolicy(acting, actor, residualDims(env), slots);
    const policy = opened.keep(made, (it) => it.dispose());
    const residual = { policy, actor, lambda };
    return await evaluate(env, { base, residual }, protocol, options.signal, options.onChunk);
  } finally {
    await opened.close();
  }
}
