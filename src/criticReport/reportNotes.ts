/** What a reader of a report must know beside its numbers. */

import { STATES } from './lookedAt.js';
import type { LayerReport } from './report.js';
import type { Transitions } from './transitions.js';

/**
 * The notes of a report.
 *
 * @param transitions what it rests on
 * @param layers its layers
 * @returns sentences
 */
export function reportNotes(transitions: Transitions, layers: readonly LayerReport[]): string[] {
  const { chunks, alternatives, notes } = transitions;
  const wide = layers.some(({ units }) => units > STATES);
  const other = alternatives
    ? `the ${alternatives.length} alternatives of the file`
    : 'residuals uniform in [−1, 1], the same for every critic';
  return [
    ...notes,
    `Sensitivity and discrimination move ${STATES} states by ${other}.`,
    ...(chunks.length < STATES
      ? [`There are ${chunks.length} rows: states are repeated, and ranks cannot exceed that number.`]
      : []),
    ...(wide
      ? [`Ranks of layers of more than ${STATES} units are of ${STATES} states, and cannot exceed that number.`]
      : []),
    ...(layers.length === 0
      ? ['No hidden layer was found on the way to the value. Name their tensors with --layers.']
      : []),
  ];
}
