/** What happens before the residual acts freely, as knobs choose it: warmup, explicit warmup, gate. */

import { type Target, targets } from '../critic/index.js';
import { alwaysOpen, type ExplorationGate } from '../residual/index.js';
import { type ExplicitWarmup, explicitActors, explicitTemperatures, type Warmup, warmups } from '../warmup/index.js';
import type { AgentKnobs } from './agent.js';
import { checkOwnName, chosen, named } from './partByName.js';

/** σ of Gaussian and ε of ε-greedy warmup unless a knob says otherwise. */
const WARMUP_NOISE = 0.1;

/**
 * An agent's warmup.
 *
 * @param knobs the task's knobs; `warmup` chooses, `warmupNoise` is its σ or ε
 * @param own the agent's own warmup, whose length stays
 * @returns the warmup; one of the reader's own is called as its function is
 * @throws Error on a name that does not exist, RangeError on a noise that does
 * not reach the reader's own
 */
export function agentWarmup({ warmup, warmupNoise }: AgentKnobs, own: Warmup): Warmup {
  if (warmup === undefined) return own;
  const { chunks } = own;
  if (typeof warmup === 'string') {
    const noise = warmupNoise ?? WARMUP_NOISE;
    const { make, isNoisy } = named('warmup', warmups, warmup);
    return { name: isNoisy ? `${warmup} ${noise}` : warmup, chunks, behaviour: make(noise) };
  }
  if (warmupNoise !== undefined)
    throw new RangeError('warmupNoise does not reach a warmup of your own: write its number into it.');
  checkOwnName('warmup', warmups, warmup);
  return { name: warmup.name || 'own', chunks, behaviour: warmup };
}

/**
 * An agent's explicit warmup.
 *
 * @param knobs the task's knobs; `explicitUpdates` is K, `explicitTarget`, `explicitActor` and `explicitTemperature` choose
 * @returns critics alone with a tuned temperature and the agent's target by default; nothing where K is 0 or absent
 * @throws Error on a name that does not exist
 */
export function agentExplicitWarmup(knobs: AgentKnobs): { readonly explicit?: ExplicitWarmup } {
  const { explicitUpdates = 0, explicitTarget, explicitActor = 'frozen', explicitTemperature = 'tuned' } = knobs;
  if (explicitUpdates === 0) return {};
  return {
    explicit: {
      updates: explicitUpdates,
      trainsActor: named('explicitActor', explicitActors, explicitActor),
      tunesTemperature: named('explicitTemperature', explicitTemperatures, explicitTemperature),
      ...(explicitTarget && { target: chosen<Target>('explicitTarget', targets, explicitTarget) }),
    },
  };
}

/**
 * An agent's gate.
 *
 * @param knobs the task's knobs; `gate` is one of the reader's own
 * @param own the agent's own gate
 * @returns the reader's where there is one
 * @throws TypeError on a reference, which must be loaded before
 */
export function agentGate({ gate }: AgentKnobs, own: ExplorationGate): ExplorationGate {
  return chosen<ExplorationGate>('gate', { alwaysOpen }, gate ?? own);
}
