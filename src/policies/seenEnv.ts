/** Environments as a base policy sees them. */

import {
  type EnvOptions,
  type EnvSpec,
  encodedEnv,
  encodedSpec,
  type OwnTask,
  picturedEnv,
  picturedSpec,
  type VectorEnv,
} from '../environments/index.js';
import { envSpec, openTask } from '../tasks/index.js';
import { parseBaseName } from './baseName.js';
import type { BasePolicy, OwnBase } from './basePolicy.js';
import { kindByName } from './kinds/registry.js';
import { loadPolicyCheckpoint } from './policyCheckpoint.js';

/**
 * Makes environments for a base policy: with its stack and its chunk, and through its frozen encoder where it has one.
 *
 * @param task task name, or a task of the reader's own
 * @param base the policy
 * @param options how many slots, whether success ends an episode, and the picture that the agent sees
 * @returns the vector, every slot to be reset first
 * @throws as `openTask`, and RangeError when the policy's encoder does not fit the task, or there is no picture to see
 */
export async function createSeenEnv(
  task: string | OwnTask,
  base: Pick<BasePolicy, 'obsHorizon' | 'executeSteps' | 'encoder'>,
  { picture, ...options }: EnvOptions & { readonly slots: number; readonly picture?: readonly number[] },
): Promise<VectorEnv> {
  const { obsHorizon, executeSteps, encoder } = base;
  const env = await openTask(task, { ...options, obsHorizon, executeSteps });
  const seen = encoder ? encodedEnv(env, encoder) : env;
  return picture ? picturedEnv(seen, env.spec, picture) : seen;
}

/**
 * A task as a base policy lets the residual see it, without compiling the policy.
 *
 * @param task task name, or a task of the reader's own
 * @param baseKind kind of the base policy, or one of the reader's own
 * @param picture shape of the picture that the agent sees; absent for one that sees vectors alone
 * @returns the task's spec, with the vector of the policy's encoder where it has one, or with the picture
 * @throws Error with the command that makes the policy when it is missing; RangeError where there is no picture to see
 */
export function seenSpec(task: string | OwnTask, baseKind: string | OwnBase, picture?: readonly number[]): EnvSpec {
  const spec = envSpec(task);
  const seen = encodedBy(spec, task, baseKind);
  return picture ? picturedSpec(spec, seen, picture) : seen;
}

function encodedBy(spec: EnvSpec, task: string | OwnTask, baseKind: string | OwnBase): EnvSpec {
  if (!spec.shows || typeof task !== 'string' || typeof baseKind !== 'string' || baseKind === 'scripted') return spec;
  const { kind, model } = loadPolicyCheckpoint(task, parseBaseName(baseKind).policy).config;
  const { encoder } = kindByName(kind);
  return encoder ? encodedSpec(spec, encoder.width(model)) : spec;
}
