/** A base policy by name, or of the reader's own. */

import { z } from 'zod';
import type { OwnTask } from '../environments/index.js';
import { checkSettings, integerFrom, oneOf, strictSettings } from '../settings/index.js';
import { envSpec, usualBase } from '../tasks/index.js';
import { BASE_NOISES, parseBaseName } from './baseName.js';
import type { BasePolicy, OwnBase } from './basePolicy.js';
import { checkNoise } from './kinds/registry.js';
import { type ActOptions, learnedPolicy } from './learnedPolicy.js';
import { ownPolicy } from './ownPolicy.js';
import { loadPolicyCheckpoint } from './policyCheckpoint.js';
import { scriptedPolicy } from './scriptedPolicy.js';

/** Which base policy to load, and how it is to act. */
export interface LoadBaseOptions extends ActOptions {
  /**
   * `diffusion`, `cloning`, `transformer` or `scripted`; the task's usual one by default. A further policy of a kind has a name
   * of its own behind it, such as `diffusion-15demos`, and `@zero` or `@fixed` at its end say how its noise comes, where
   * `noise` does not.
   * Or a policy of the reader's own.
   */
  readonly kind?: string | OwnBase;
  /** A checkpoint other than the committed one. */
  readonly path?: string;
}

const anything = z.unknown().optional();
const optionsForm = strictSettings('option of loadBasePolicy', {
  kind: anything,
  path: anything,
  batch: integerFrom(1, 'slots').optional(),
  threads: integerFrom(1, 'threads of a run').optional(),
  noise: oneOf('base noise', BASE_NOISES).optional(),
} satisfies Record<keyof LoadBaseOptions, z.ZodType>);

/**
 * Loads a base policy of a task.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @param given kind, noise, slots, threads, file
 * @returns the frozen policy
 * @throws RangeError on options out of their range, or on a noise for a policy that samples nothing; Error naming the
 * command that makes the checkpoint when there is none; when a task of the reader's own comes without a base policy of
 * its own, or a policy was made for another task
 * @example
 * const base = await loadBasePolicy('gantry-peg', { kind: 'diffusion', batch: 16 });
 */
export async function loadBasePolicy(task: string | OwnTask, given: LoadBaseOptions = {}): Promise<BasePolicy> {
  checkSettings(optionsForm, given, 'loadBasePolicy');
  const { kind = usualBase(task), path, ...options } = given;
  if (typeof kind !== 'string') {
    if (options.noise) throw new RangeError(`The base policy ${kind.kind} is your own and draws its own noise.`);
    return ownPolicy(envSpec(task), kind, options.batch);
  }
  if (typeof task !== 'string')
    throw new Error(
      `There is no ${kind} policy for ${task.spec.id}, a task of your own: bring a base policy as well, --base ./mine.ts#base ` +
        'on the command line, baseKind in a program. It is a rule (basePolicyByHand), or any { kind, create }: ' +
        'docs/simulators.md makes one of each.',
    );
  const { policy, noise: named } = parseBaseName(kind);
  const noise = options.noise ?? named;
  checkNoise(policy, noise);
  if (policy === 'scripted') return scriptedPolicy(task, options.batch);
  const checkpoint = loadPolicyCheckpoint(task, policy, path);
  return learnedPolicy(checkpoint, checkpoint.config, { ...options, noise });
}
