/** Environments as a base policy sees them. */

import {
  type EnvOptions,
  type EnvSpec,
  encodedEnv,
  encodedSpec,
  type OwnTask,
  type VectorEnv,
} from '../environments/index.js';
import { envSpec, openTask } from '../tasks/index.js';
import { parseBaseName } from './baseName.js';
import type { BasePolicy, OwnBase } from './basePolicy.js';
import { learnedKind } from './kinds/registry.js';
import { loadPolicyCheckpoint } from './policyCheckpoint.js';

/**
 * Makes environments for a base policy: with its stack and its chunk, and through its frozen encoder where it has one.
 *
 * @param task task name, or a task of the reader's own
 * @param base the policy
 * @param options how many slots, and whether success ends an episode
 * @returns the vector, every slot to be reset first
 * @throws as `openTask`, and RangeError when the policy's encoder does not fit the task
 */
export async function createSeenEnv(
  task: string | OwnTask,
  base: Pick<BasePolicy, 'obsHorizon' | 'executeSteps' | 'encoder'>,
  options: EnvOptions & { readonly slots: number },
): Promise<VectorEnv> {
  const { obsHorizon, executeSteps, encoder } = base;
  const env = await openTask(task, { ...options, obsHorizon, executeSteps });
  return encoder ? encodedEnv(env, encoder) : env;
}

/**
 * A task as a base policy lets the residual see it, without compiling the policy.
 *
 * @param task task name, or a task of the reader's own
 * @param baseKind kind of the base policy, or one of the reader's own
 * @returns the task's spec, with the vector of the policy's encoder where it has one
 * @throws Error with the command that makes the policy when it is missing
 */
export function seenSpec(task: string | OwnTask, baseKind: string | OwnBase): EnvSpec {
  const spec = envSpec(task);
  if (!spec.shows || typeof task !== 'string' || typeof baseKind !== 'string' || baseKind === 'scripted') return spec;
  const { kind, model } = loadPolicyCheckpoint(task, parseBaseName(baseKind).policy).config;
  const { encoder } = learnedKind(kind);
  return encoder ? encodedSpec(spec, encoder.width(model)) : spec;
}
