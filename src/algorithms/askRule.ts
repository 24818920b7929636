/** What a learning rule says when training asks it, held to the contract. */

import { z } from 'zod';
import type { ArrayTree } from '../arrays/index.js';
import { checkArrays } from '../compute/index.js';
import { checkSettings, integerFrom, numberIn } from '../settings/index.js';
import type { Algorithm, AlgorithmSettings, ResidualDims } from './algorithm.js';
import type { SampleSpec, TransitionSpec } from './sampling.js';

/** An agent, as far as its rule is asked. */
interface Asked<Settings extends AlgorithmSettings> {
  readonly algorithm: Pick<Algorithm<Settings>, 'name' | 'sampling' | 'init'>;
  readonly settings: Settings;
}

const sampleForm = z.looseObject({
  nStep: integerFrom(1, 'chunks whose rewards are summed'),
  noise: z.record(z.string(), z.looseObject({ shape: z.array(integerFrom(0, 'entries')) })),
  secondShare: numberIn('[0, 1)', 'the share of a second buffer'),
});

/**
 * What a learning rule asks of a batch, held to the contract.
 *
 * @param acting learning rule and settings: an agent
 * @param spec what a transition is made of
 * @returns what it asks
 * @throws RangeError on an answer that cannot be meant, naming what it must be
 */
export function sampleSpecOf<Settings extends AlgorithmSettings>(
  { algorithm, settings }: Asked<Settings>,
  spec: TransitionSpec,
): SampleSpec {
  const asked = algorithm.sampling(settings, spec);
  checkSettings(sampleForm, asked, `The learning rule ${algorithm.name}: sampling()`);
  return asked;
}

/**
 * Everything that an update changes, before the first one.
 *
 * @param acting learning rule and settings: an agent
 * @param seed master seed
 * @param dims sizes of features and chunk
 * @returns the state
 * @throws TypeError on what is no tree of arrays, naming it
 */
export function initialState<Settings extends AlgorithmSettings>(
  { algorithm, settings }: Asked<Settings>,
  seed: number,
  dims: ResidualDims,
): ArrayTree {
  const state = algorithm.init(seed, dims, settings);
  checkArrays(state, `The learning rule ${algorithm.name}: init() array`);
  return state;
}
