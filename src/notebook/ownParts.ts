/** What a reader's own task and base policy do, as a text: equal texts mean that one may stand for the other. */

import { createHash } from 'node:crypto';
import type { RunParts } from '../training/index.js';

/** Episodes that are looked at. */
const EPISODES = 16;
/** Slots of the vector that plays them. */
const SLOTS = 8;

/**
 * The behaviour of a task or base policy of the reader's own, for the key of a kept run.
 *
 * Functions capture what their text does not show. So the base policy plays some episodes, and all that is seen, done and
 * rewarded is hashed, beside spec, knobs and texts. What no such episode meets is not seen unless a knob says it.
 *
 * @param parts task and base policy
 * @returns an empty text where both are named, else spec, knobs, texts and hash
 */
export async function ownPartsText({ task, baseKind }: Pick<RunParts, 'task' | 'baseKind'>): Promise<string> {
  if (typeof task === 'string' && typeof baseKind === 'string') return '';
  const values = [task, baseKind].flatMap((part) => (typeof part === 'string' ? [] : [part]));
  const texts = values.map((part) => [JSON.stringify(part), String(part.create)]);
  return JSON.stringify([...texts, await behaviourHash({ task, baseKind })]);
}

async function behaviourHash({ task, baseKind }: Pick<RunParts, 'task' | 'baseKind'>): Promise<string> {
  const { createLocalVectorEnv } = await import('../environments/index.js');
  const { loadBasePolicy } = await import('../policies/index.js');
  const { EVALUATION_SEED, evaluate } = await import('../training/index.js');
  const base = await loadBasePolicy(task, { kind: baseKind, batch: SLOTS });
  const { obsHorizon, executeSteps } = base;
  const env = await createLocalVectorEnv(task, { slots: SLOTS, obsHorizon, executeSteps });
  const hash = createHash('sha256');
  const protocol = { residual: 'none', episodes: EPISODES, firstSeed: EVALUATION_SEED, success: 'once' } as const;
  try {
    const { primitiveSteps } = await evaluate(
      env,
      { base },
      protocol,
      undefined,
      ({ features, base: chunk, reward, end }) => {
        for (const { buffer } of [features, chunk]) hash.update(new Uint8Array(buffer));
        hash.update(`${reward} ${end}`);
      },
    );
    hash.update(String(primitiveSteps));
  } finally {
    await env.close();
  }
  return hash.digest('hex');
}
