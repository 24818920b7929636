/**
 * Whether environments made side by side keep to themselves.
 *
 * @outsideNumerics it checks what was written
 */

import type { Env } from '../env.js';
import type { EnvTask } from '../task.js';
import { guardedEnv } from './guardedEnv.js';

/** What is seen after the first step of an episode, while `meanwhile` happens before it. */
function afterOneStep(env: Env, seed: number, meanwhile: () => void): readonly number[] {
  env.reset(seed);
  meanwhile();
  return [...env.step(new Float32Array(env.spec.actionDim)).obs];
}

/**
 * Fails when one environment moves another, or is not the same twice: episodes side by side would then be no episodes.
 *
 * @param envs environments of one task, before they are used; they are reset afterwards by whoever uses them
 * @param task whose they are
 * @throws RangeError when a state is shared or an episode does not follow from its seed; what the environments throw
 */
export function checkOwnStates([first, second]: readonly Env[], { spec, reward }: EnvTask): void {
  const [one, other] = [guardedEnv(first, spec, reward), guardedEnv(second, spec, reward)];
  const alone = afterOneStep(one, 0, () => undefined);
  const again = afterOneStep(one, 0, () => undefined);
  if (String(again) !== String(alone))
    throw new RangeError(
      `${spec.id}: reset(0) and the same action gave [${alone}] and then [${again}]. An episode must follow from its ` +
        'seed and its actions alone: draw from randomStream(seed, …).',
    );
  const beside = afterOneStep(one, 0, () => afterOneStep(other, 1, () => undefined));
  if (String(beside) !== String(alone))
    throw new RangeError(
      `${spec.id}: an environment is moved by another one that create() made. Keep the state inside create, not beside it.`,
    );
}
