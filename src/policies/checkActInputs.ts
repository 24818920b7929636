/**
 * What every base policy checks before it acts.
 *
 * @outsideNumerics it checks what is fed in
 */

import type { EnvSpec } from '../environments/index.js';

/**
 * Refuses inputs that a policy would turn into silent nonsense.
 *
 * @param spec the task
 * @param obsHorizon observations in a stack
 * @param batch number of slots
 * @param slots the batch entries that act
 * @param obsStacks raw observations [slots × obsHorizon × obsDim]
 * @throws RangeError on a slot outside the batch or given twice, a wrong length, or an entry that is not finite
 */
export function checkActInputs(
  spec: EnvSpec,
  obsHorizon: number,
  batch: number,
  slots: readonly number[],
  obsStacks: Float32Array,
): void {
  for (const slot of slots)
    if (!Number.isInteger(slot) || slot < 0 || slot >= batch)
      throw new RangeError(`${spec.id}: slot ${slot} is not one of the ${batch} that this policy was made for.`);
  if (new Set(slots).size !== slots.length) throw new RangeError(`${spec.id}: a slot acts twice in [${slots}].`);
  const expected = slots.length * obsHorizon * spec.obsDim;
  if (obsStacks.length !== expected)
    throw new RangeError(
      `${spec.id}: got ${obsStacks.length} observation entries for ${slots.length} slots, expected ${expected} ` +
        `(${obsHorizon} observations of ${spec.obsDim} each, oldest first).`,
    );
  const bad = obsStacks.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) {
    const name = spec.obsNames[bad % spec.obsDim];
    const slot = slots[Math.floor(bad / (obsHorizon * spec.obsDim))];
    throw new RangeError(
      `${spec.id}: observation entry ${name} of slot ${slot} is ${obsStacks[bad]}. Did the simulation diverge?`,
    );
  }
}
