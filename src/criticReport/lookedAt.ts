/** Which states a critic's layers are looked at in. */

import { statesOf } from '../training/index.js';
import type { Transitions } from './transitions.js';

/** States that representations are taken of, as in a run's probes. */
export const STATES = 256;

/** Evenly spaced rows, or all where there are few. */
function spread<T>(rows: readonly T[]): readonly T[] {
  if (rows.length <= STATES) return rows;
  return Array.from({ length: STATES }, (_, i) => rows[Math.floor((i * rows.length) / STATES)]);
}

/**
 * The states that a report looks at, and the same with other residuals.
 *
 * @param transitions whose rows are taken, evenly spaced; few are repeated
 * @returns states without a residual; moved by those of the file, or by four that are uniform in [−1, 1]
 */
export function lookedAt({ chunks, alternatives }: Transitions) {
  const states = statesOf(spread(chunks), STATES);
  if (!alternatives) return states;
  const moved = alternatives.map((list) =>
    Array.from({ length: STATES }, (_, i) => spread(list)[i % spread(list).length]),
  );
  return { ...states, moved };
}
