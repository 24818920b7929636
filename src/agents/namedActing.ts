/** What acts in a run that is read back: its learning rule, and what its actor sees, by name. */

import type { AlgorithmSettings } from '../algorithms/index.js';
import type { ActorInput } from '../residual/index.js';
import type { Acting, AnyAgent } from './agent.js';
import { ACTOR_INPUTS } from './agentParts.js';
import { CHOICES } from './names.js';
import { agents } from './registry.js';

/** Knobs of any agent at all: learning rules are asked for, not numbers. */
const ANY = {
  ...{ lambda: 0.1, discount: 0.97, width: 1, warmupChunks: 0, learningStartsChunks: 0, gateHorizonChunks: 1 },
  ...{ actorLearningRate: 0, criticLearningRate: 0, temperatureLearningRate: 0 },
};

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
  { algorithm: name, actorInput: input = 'obs' }: ActingNames,
  numbers: AlgorithmSettings,
): Acting {
  const algorithms = Object.values(agents).flatMap((make) =>
    CHOICES.encoder.map((encoder): AnyAgent['algorithm'] => make({ ...ANY, encoder }).algorithm),
  );
  const algorithm = algorithms.find((one) => one.name === name);
  const actorInput = (ACTOR_INPUTS as Readonly<Record<string, ActorInput>>)[input];
  if (algorithm && actorInput) return { algorithm, settings: { ...numbers, actorInput } as AlgorithmSettings };
  throw new Error(
    `A run that acts by '${algorithm ? input : name}' has a part of the reader's own: pass the agent that was trained, ` +
      'loadTrainedAgent(directory, agent).',
  );
}
