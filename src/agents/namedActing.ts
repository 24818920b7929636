/** What acts in a run that is read back: its learning rule, and what its actor sees, by name. */

import type { Algorithm, AlgorithmSettings } from '../algorithms/index.js';
import { encoders } from '../algorithms/pictured/index.js';
import { type ActorInput, actorInputs } from '../residual/index.js';
import type { Acting } from './agent.js';
import { agents } from './registry.js';

/** The learning rules, each with every way to see in front of it; what only acts takes no step. */
const RULES: readonly Algorithm[] = Object.values(agents).flatMap(({ rule }) =>
  Object.values(encoders).map((encoding) => encoding(rule, 0)),
);

/** What the agents learn by, by name: the registry of agents is the only list. */
export const algorithms: Readonly<Record<string, Algorithm>> = Object.fromEntries(
  RULES.map((rule) => [rule.name, rule]),
);

/** The parts of a run that act, by name. */
export interface ActingNames {
  readonly algorithm: string;
  /** What the actor sees; absent for features alone. */
  readonly actorInput?: string;
}

/**
 * An agent's acting half by name.
 *
 * @param names learning rule and actor input, as a checkpoint has them
 * @param numbers λ and γ
 * @returns what `createResidualPolicy` takes
 * @throws Error on a part that is none of the library's
 */
export function namedActing(
  { algorithm: rule, actorInput: input = 'obs' }: ActingNames,
  numbers: AlgorithmSettings,
): Acting {
  const inputs: Readonly<Record<string, ActorInput>> = actorInputs;
  const own = [!Object.hasOwn(algorithms, rule) && rule, !Object.hasOwn(inputs, input) && input].find((name) => name);
  if (own)
    throw new Error(
      `A run that acts by '${own}' has a part of the reader's own: pass the agent that was trained, ` +
        'loadTrainedAgent(directory, agent).',
    );
  return { algorithm: algorithms[rule], settings: { ...numbers, actorInput: inputs[input] } as AlgorithmSettings };
}
