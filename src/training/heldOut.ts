/** The score that counts: once, at the end, on episodes that no curve and no choice has seen. */

import { addUse, NO_USE, residualUse } from '../diagnostics/index.js';
import { HELD_OUT_SEED, outcomeText } from '../rollouts/index.js';
import type { EvaluatedChunk } from './evaluatedChunk.js';
import { type Session, writeRecord } from './session.js';

/**
 * Scores base policy, mean residual and sampled residual on the same held-out episodes, where the schedule asks for it
 * and it was not done before.
 *
 * @param session the run, at its end; it gets a record
 * @throws the signal's reason when it is interrupted
 */
export async function scoreHeldOut(session: Session): Promise<void> {
  const { training, evaluator, options, records } = session;
  const { heldOutEpisodes: episodes } = options.schedule;
  if (!episodes || records.some(({ kind }) => kind === 'heldOut')) return;
  const score = (residual: 'none' | 'deterministic' | 'sampled', onChunk?: (chunk: EvaluatedChunk) => void) =>
    evaluator.run({ residual, episodes, firstSeed: HELD_OUT_SEED }, options.signal, onChunk);
  let use = NO_USE;
  const base = await score('none');
  const mean = await score('deterministic', ({ residual }) => {
    use = addUse(use, residual);
  });
  const sampled = await score('sampled');
  writeRecord(session, {
    kind: 'heldOut',
    ...training.counters,
    firstSeed: HELD_OUT_SEED,
    base: outcomeText(base.succeeded),
    mean: outcomeText(mean.succeeded),
    sampled: outcomeText(sampled.succeeded),
    residual: residualUse(use),
  });
}
