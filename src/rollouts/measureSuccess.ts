/** The evaluator: episodes on the protocol's seeds, and how many of them succeed. */

import type { VectorEnv } from '../environments/index.js';
import type { Acted, Actor } from './episode.js';
import { checkProtocol, type EvaluationProtocol } from './evaluationProtocol.js';
import { type Round, rollOut } from './rollOut.js';

/** The outcome of an evaluation. */
export interface EvaluationResult {
  readonly protocol: EvaluationProtocol;
  /** 1 where the episode of seed firstSeed + i succeeded. */
  readonly succeeded: readonly number[];
  /** Primitive steps of each episode, in the same order. */
  readonly steps: readonly number[];
  /** Share of successful episodes. */
  readonly success: number;
  /** Primitive steps over all episodes. */
  readonly primitiveSteps: number;
}

/** Who listens, and what stops it. */
export interface MeasureOptions<A extends Acted> {
  /** Stops between chunks. */
  readonly signal?: AbortSignal;
  /** Called with every round. */
  readonly onRound?: (round: Round<A>) => void;
}

/**
 * Runs the protocol's episodes side by side and counts successes. Base policies and agents are all measured here.
 *
 * @param env environments to use; their state is overwritten
 * @param actor who acts
 * @param protocol how to measure
 * @param options signal and listener
 * @returns successes per episode, in the order of seeds
 * @throws RangeError on a protocol that measures nothing; the signal's reason when it stops
 */
export async function measureSuccess<A extends Acted>(
  env: VectorEnv,
  actor: Actor<A>,
  protocol: EvaluationProtocol,
  { signal, onRound }: MeasureOptions<A> = {},
): Promise<EvaluationResult> {
  checkProtocol(protocol, env.endOnSuccess ?? true);
  const { episodes, firstSeed } = protocol;
  const successEnds = protocol.success === 'once';
  const succeeded = Array<number>(episodes).fill(0);
  const steps = Array<number>(episodes).fill(0);
  for await (const round of rollOut(env, actor, { seeds: seedsFrom(firstSeed, episodes), successEnds, signal })) {
    const { step } = round;
    for (const [row, { index }] of round.episodes.entries()) {
      steps[index] += step.primitiveSteps[row];
      succeeded[index] = (successEnds ? step.succeeded : step.success)[row];
    }
    onRound?.(round);
  }
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return { protocol, succeeded, steps, success: sum(succeeded) / episodes, primitiveSteps: sum(steps) };
}

/**
 * Seeds in a row.
 *
 * @param first the first one
 * @param count how many; without end by default
 * @returns first, first + 1, …
 */
export function* seedsFrom(first: number, count = Number.POSITIVE_INFINITY): Generator<number> {
  for (let i = 0; i < count; i++) yield first + i;
}
