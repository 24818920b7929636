/** When the residual may act: always, or more and more often. */

/**
 * The probability that the residual acts, given the chunk transitions collected so far. One function type; a new
 * schedule is a new function.
 */
export type ExplorationGate = (chunks: number) => number;

/** The residual always acts: DAWN and vanilla residual RL. */
export const alwaysOpen: ExplorationGate = () => 1;

/**
 * Progressive exploration: ε(t) = min(t / H, 1).
 *
 * @param horizonChunks H, chunk transitions until the residual always acts
 * @returns the gate
 * @throws RangeError when the horizon is not positive; a residual that always acts is {@link alwaysOpen}
 *
 * See Policy Decorator (arXiv 2412.13630), where it is drawn per environment and chunk.
 */
export function progressiveExploration(horizonChunks: number): ExplorationGate {
  if (!(horizonChunks > 0 && Number.isFinite(horizonChunks)))
    throw new RangeError(
      `progressiveExploration: the horizon is ${horizonChunks} chunks; it must be positive and finite. For a residual that always acts use alwaysOpen.`,
    );
  return (chunks) => Math.min(chunks / horizonChunks, 1);
}

/**
 * How far a gate is open, checked.
 *
 * @param gate the gate
 * @param chunks chunk transitions collected so far
 * @returns the probability that the residual acts
 * @throws RangeError when the gate returns anything but a probability
 */
export function openness(gate: ExplorationGate, chunks: number): number {
  const open = gate(chunks);
  if (typeof open === 'number' && open >= 0 && open <= 1) return open;
  throw new RangeError(
    `gate: after ${chunks} chunks it returned ${String(open)}; it must return the probability that the residual acts, ` +
      'a number in [0, 1].',
  );
}
