/** What a training run is made of, as a hash: equal hashes mean that one may stand for the other. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { policyPath } from '../policies/dataFolder.js';
import { numericsVersion } from '../runs/index.js';
import type { RunParts } from '../training/index.js';
import { ownPartsText } from './ownParts.js';

/** Moments at which the exploration gate is looked at, as shares of the budget. */
const GATE_SAMPLES = Array.from({ length: 17 }, (_, i) => i / 16);

/**
 * The hash of everything that determines a run's curve: task, agent, schedule, seed, base checkpoint, the library's
 * numerical code, versions, platform, and what runs the updates.
 *
 * Functions count by name and source text, the exploration gate also by its values, a task and a base policy of the
 * reader's own by what they do in some episodes. What another function captures from outside is not seen.
 *
 * @param parts task, agent, schedule, seed, kind of base policy
 * @returns 16 hex digits
 */
export async function runKey(parts: RunParts): Promise<string> {
  // Training loads the numerics, which takes a second: only cells that train pay for it.
  const [{ partNames, runIdentity }, { defaultEngine }] = await Promise.all([
    import('../training/index.js'),
    import('../compute/index.js'),
  ]);
  const { task, baseKind } = partNames(parts);
  const base = policyPath(task, baseKind);
  return createHash('sha256')
    .update(runIdentity(parts))
    .update(functionTexts(parts))
    .update(`${process.platform}-${process.arch} ${numericsVersion()} ${defaultEngine()}`)
    .update(existsSync(base) ? readFileSync(base) : '')
    .update(await ownPartsText(parts))
    .digest('hex')
    .slice(0, 16);
}

function functionTexts({ agent, schedule }: RunParts): string {
  const { critic, criticInput, target, valueHead } = agent.settings;
  const functions = [
    critic.init,
    critic.apply,
    criticInput.compose,
    target,
    valueHead.value,
    valueHead.target,
    valueHead.loss,
    agent.warmup.behaviour,
    agent.explicit?.target,
    agent.gate,
  ];
  const gate = GATE_SAMPLES.map((share) => agent.gate(Math.round(share * schedule.totalChunks)));
  return JSON.stringify([functions.map(String), gate]);
}
