/** A base policy of the reader's own, held to the contract. */

import { z } from 'zod';
import { checkArrays } from '../compute/index.js';
import type { EnvSpec } from '../environments/index.js';
import { checkSettings, functionForm, integerFrom, kindText, nameForm } from '../settings/index.js';
import type { BasePolicy, OwnBase, OwnPolicy } from './basePolicy.js';

const baseForm = z.looseObject({ kind: nameForm, text: z.string().optional(), create: functionForm });
const encoderForm = z.looseObject({
  width: integerFrom(1, 'entries of a vector'),
  encode: functionForm,
  close: functionForm,
});

/**
 * Fails on what is no base policy, before one is made.
 *
 * @param base what came, in the place of a kind's name
 * @throws RangeError naming what is missing
 */
export function checkOwnBase(base: OwnBase): void {
  if (typeof base !== 'object' || base === null)
    throw new RangeError(
      `A base policy is a kind, a reference ('./mine.ts#base') or a value with kind and create; this one is ${kindText(base)}.`,
    );
  checkSettings(baseForm, base, `The base policy ${String(base.kind)}`);
}

/** Policies that were handed out: one that comes again would share the state of its slots. */
const handedOut = new WeakSet<OwnPolicy>();

/** @throws RangeError or Error on what is no policy for the task, or was handed out before */
function checkPolicy(policy: OwnPolicy, kind: string, { id, actionDim }: EnvSpec): void {
  for (const name of ['reset', 'act', 'snapshot', 'restore'] as const)
    if (typeof policy?.[name] !== 'function')
      throw new RangeError(`The base policy ${kind} has no ${name}(). See the contract, BasePolicy.`);
  if (policy.task !== id) throw new Error(`The base policy ${kind} was made for ${policy.task}, not for ${id}.`);
  for (const name of ['obsHorizon', 'executeSteps'] as const)
    if (!Number.isSafeInteger(policy[name]) || policy[name] < 1)
      throw new RangeError(`The base policy ${kind} has ${name} ${policy[name]}; it must be an integer of at least 1.`);
  if (policy.actionDim !== actionDim)
    throw new RangeError(`The base policy ${kind} has actionDim ${policy.actionDim}, ${id} takes ${actionDim}.`);
  if (policy.encoder) checkSettings(encoderForm, policy.encoder, `The base policy ${kind}: encoder`);
  if (handedOut.has(policy))
    throw new RangeError(
      `The base policy ${kind}: create() returned the same policy twice, so that training and evaluation would share ` +
        'the state of their slots. Make a new one at every call.',
    );
  handedOut.add(policy);
}

/**
 * Makes a base policy of the reader's own.
 *
 * @param spec the task
 * @param base what makes it
 * @param batch slots; 1 by default
 * @returns the policy, whose snapshots are checked
 * @throws RangeError on what is no base policy of the task; Error on one that was made for another; what `create` throws
 */
export async function ownPolicy(spec: EnvSpec, base: OwnBase, batch = 1): Promise<BasePolicy> {
  checkOwnBase(base);
  const { kind } = base;
  const policy = await base.create(batch);
  checkPolicy(policy, kind, spec);
  const { task, actionDim, obsHorizon, executeSteps, encoder } = policy;
  return {
    kind,
    task,
    obsHorizon,
    executeSteps,
    actionDim,
    ...(encoder && { encoder }),
    reset: (slot, seed) => policy.reset(slot, seed),
    act: (slots, obsStacks) => policy.act(slots, obsStacks),
    snapshot() {
      const state = policy.snapshot();
      checkArrays(state, `The base policy ${kind}: snapshot() array`);
      return state;
    },
    restore: (state) => policy.restore(state),
    close: async () => {
      await policy.close?.();
      await encoder?.close();
    },
  };
}
