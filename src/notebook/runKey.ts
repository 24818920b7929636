/** What a training run is made of, as a hash: equal hashes mean that one may stand for the other. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunParts } from '../training/index.js';

/** The compiled library (or its sources, where tests run those): what really computes. */
const LIBRARY = fileURLToPath(new URL('..', import.meta.url));

/** The folders that touch a run's numbers. Plots and statistics do not: a new figure does not call for new training. */
const NUMERICS = [
  ...['actor', 'agents', 'compute', 'critic', 'environments', 'normalization', 'policies', 'residual', 'training'],
  'warmup',
];

/** Moments at which the exploration gate is looked at, as shares of the budget. */
const GATE_SAMPLES = Array.from({ length: 17 }, (_, i) => i / 16);

/**
 * The hash of everything that determines a run's curve: task, agent, schedule, seed, base checkpoint, the library's
 * numerical code, versions and platform.
 *
 * Functions count by name and source text, the exploration gate also by its values. What a function of the reader's
 * own captures from outside is not seen.
 *
 * @param parts task, agent, schedule, seed, kind of base policy
 * @returns 16 hex digits
 */
export async function runKey(parts: RunParts): Promise<string> {
  // Training and policies load the numerics, which takes a second: only cells that train pay for it.
  const [{ runIdentity }, { fileProvenance, policyPath }] = await Promise.all([
    import('../training/index.js'),
    import('../policies/index.js'),
  ]);
  const { versions, platform } = fileProvenance('');
  const base = policyPath(parts.task, parts.baseKind);
  return createHash('sha256')
    .update(runIdentity(parts))
    .update(functionTexts(parts))
    .update(JSON.stringify({ versions, platform }))
    .update(numericsHash())
    .update(existsSync(base) ? readFileSync(base) : '')
    .digest('hex')
    .slice(0, 16);
}

function functionTexts({ agent, schedule }: RunParts): string {
  const { critic, target, criticLoss } = agent.settings;
  const functions = [critic.init, critic.apply, target, criticLoss, agent.warmup.behaviour, agent.gate];
  const gate = GATE_SAMPLES.map((share) => agent.gate(Math.round(share * schedule.totalChunks)));
  return JSON.stringify([functions.map(String), gate]);
}

let cachedNumerics: string | undefined;

/** Read once: what this process has loaded does not change, whatever happens to the files. */
function numericsHash(): string {
  if (cachedNumerics) return cachedNumerics;
  const hash = createHash('sha256');
  for (const folder of NUMERICS) {
    for (const file of readdirSync(join(LIBRARY, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/(?<!\.d)\.(js|mjs|ts)$/.test(file))
        hash
          .update(join(folder, file))
          .update('\0')
          .update(readFileSync(join(LIBRARY, folder, file)))
          .update('\0');
  }
  cachedNumerics = hash.digest('hex');
  return cachedNumerics;
}
