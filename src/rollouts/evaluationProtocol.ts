/** The evaluation protocol: a typed value that goes with every curve. */

import { checkSettings, integerFrom, oneOf, strictSettings } from '../settings/index.js';

/** How success is measured. The base policy stays stochastic, under each episode's own seed. */
export interface EvaluationProtocol {
  /**
   * `deterministic`: u = tanh(μ); `sampled`: drawn as in training; `behaviour`: what a warmup behaviour draws; `none`: the
   * base policy alone.
   */
  readonly residual: 'deterministic' | 'sampled' | 'behaviour' | 'none';
  readonly episodes: number;
  /** Seed of the first episode; the others follow. The same for every evaluation, so that curves are paired. */
  readonly firstSeed: number;
  /**
   * `once`: an episode counts when it is solved at any primitive step, whether or not that ends it in its environment; the
   * evaluation goes on to the next one, as in DAWN and Policy Decorator. `atEnd`: episodes go on to the horizon, and one
   * counts when it is solved at its last step; needs environments with `endOnSuccess: false`.
   */
  readonly success: 'once' | 'atEnd';
}

/** Seed of the first evaluation episode, far from the 32-bit random seeds that training draws. */
export const EVALUATION_SEED = 2_000_000;

/** Seed of the first episode of the set that a run is scored on once, at its end: no curve and no choice sees it. */
export const HELD_OUT_SEED = 40_000_000;

const protocolForm = strictSettings('entry of an evaluation protocol', {
  residual: oneOf('residual', ['deterministic', 'sampled', 'behaviour', 'none']),
  episodes: integerFrom(1, 'episodes: a success rate of none is no number'),
  firstSeed: integerFrom(0, 'the seed of the first episode'),
  success: oneOf('success', ['once', 'atEnd']),
});

/**
 * Fails on a protocol that measures nothing.
 *
 * @param protocol how to measure
 * @param endOnSuccess whether success ends the episodes of the environments at hand
 * @throws RangeError naming what is wrong; Error when they end on success and success at the end is asked for
 */
export function checkProtocol(protocol: EvaluationProtocol, endOnSuccess: boolean): void {
  checkSettings(protocolForm, protocol, 'evaluate');
  const { firstSeed, episodes, success } = protocol;
  if (firstSeed + episodes > 2 ** 32)
    throw new RangeError(
      `evaluate: seeds ${firstSeed} to ${firstSeed + episodes - 1} go beyond 2^32 - 1. Begin lower.`,
    );
  if (success === 'atEnd' && endOnSuccess)
    throw new Error(
      "evaluate: success 'atEnd' needs environments made with endOnSuccess: false; these have endOnSuccess: true.",
    );
}
