/** A trained residual policy, read back from a run's directory. */

import { join } from 'node:path';
import type { ResidualSacState } from '../agents/index.js';
import type { ArrayTree } from '../arrays/index.js';
import { closeIt, opening } from '../compute/index.js';
import type { OwnTask } from '../environments/index.js';
import { loadBasePolicy, type OwnBase } from '../policies/index.js';
import { checkProtocol, type EvaluationProtocol, type EvaluationResult } from '../rollouts/index.js';
import { openTask } from '../tasks/index.js';
import { type Checkpoint, readCheckpointFile } from './checkpoint.js';
import { residualDims } from './collector.js';
import { evaluate } from './evaluation.js';
import { createResidualPolicy } from './residualPolicy.js';

/** What is needed to act as a trained agent does. */
export interface TrainedAgent {
  /** Task name, or the reader's own task. */
  readonly task: string | OwnTask;
  readonly agent: string;
  readonly seed: number;
  readonly baseKind: string | OwnBase;
  readonly lambda: number;
  /** Actor parameters. */
  readonly actor: ArrayTree;
}

function checkpointOf(directory: string): Checkpoint {
  const checkpoint = readCheckpointFile(join(directory, 'checkpoint.safetensors'));
  if (!checkpoint)
    throw new Error(`${directory} holds no checkpoint. Train there first: dawnlab train … --out ${directory}`);
  return checkpoint;
}

/**
 * Reads the agent that a run's last checkpoint holds.
 *
 * @param directory the run's directory
 * @returns the agent, task and base by name: whoever trained on values of their own puts them back
 * @throws Error when there is no checkpoint, or it is damaged
 */
export function loadTrainedAgent(directory: string): TrainedAgent {
  const checkpoint = checkpointOf(directory);
  const { names, identity, snapshot } = checkpoint;
  const { actor } = snapshot.arrays.state as { readonly actor: ArrayTree };
  return { ...names, seed: identity.seed, lambda: Number(identity.agent.lambda), actor };
}

/**
 * Reads everything that a run's last checkpoint knows: critics, their targets, actor, temperature.
 *
 * @param directory the run's directory
 * @returns the state after its last update, for diagnostics such as `createCriticProgram`
 * @throws Error when there is no checkpoint, or it is damaged
 */
export function loadTrainedState(directory: string): ResidualSacState {
  return checkpointOf(directory).snapshot.arrays.state as unknown as ResidualSacState;
}

/**
 * Evaluates a trained agent, or its base policy alone, with environments of its own.
 *
 * @param trained the agent
 * @param protocol how to measure
 * @param options `slots`: episodes side by side, 25 by default; `signal` stops between chunks
 * @returns successes per episode
 * @throws RangeError on a protocol that measures nothing; the signal's reason when it stops
 */
export async function evaluateTrained(
  trained: TrainedAgent,
  protocol: EvaluationProtocol,
  options: { readonly slots?: number; readonly signal?: AbortSignal } = {},
): Promise<EvaluationResult> {
  const endOnSuccess = protocol.success !== 'atEnd';
  checkProtocol(protocol, endOnSuccess);
  const slots = Math.min(options.slots ?? 25, protocol.episodes);
  const opened = opening();
  try {
    const base = opened.keep(await loadBasePolicy(trained.task, { kind: trained.baseKind, batch: slots }), closeIt);
    const { obsHorizon, executeSteps } = base;
    const sizes = { slots, obsHorizon, executeSteps, endOnSuccess };
    const env = opened.keep(await openTask(trained.task, sizes), closeIt);
    const policy = opened.keep(await createResidualPolicy(trained.actor, residualDims(env), slots), (it) =>
      it.dispose(),
    );
    const residual = { policy, actor: trained.actor, lambda: trained.lambda };
    return await evaluate(env, { base, residual }, protocol, options.signal);
  } finally {
    await opened.close();
  }
}
