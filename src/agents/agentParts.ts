/** The parts of an agent that a knob can choose by name. */

import {
  blockCritic,
  type CriticNetwork,
  categoricalHead,
  type Ensemble,
  gaussianHistogramHead,
  hardTarget,
  mlpCritic,
  quantileHead,
  randomEnsemble,
  scalarHead,
  softTarget,
  type Target,
  twinCritics,
  type ValueHead,
} from '../critic/index.js';
import { type Normalizer, normalizers } from '../normalization/index.js';
import {
  type ActorInput,
  type CriticInput,
  concatInput,
  obsBaseInput,
  obsInput,
  obsMaskedInput,
  residualInput,
  scaledSumInput,
  sumInput,
} from '../residual/index.js';
import { sparseReward, valueRange } from '../rewards/index.js';
import {
  baseOnly,
  type ExplicitWarmup,
  epsilonGreedy,
  gaussianResidual,
  randomResidual,
  trajectoryConsistent,
  type Warmup,
} from '../warmup/index.js';
import type { AgentKnobs } from './agent.js';
import type { AgentChoices } from './names.js';

type Parts<Choice extends keyof AgentChoices, Part> = Readonly<Record<NonNullable<AgentChoices[Choice]>, Part>>;

/** Values that a soft target may reach beyond the hard ones, in units of reward. */
const SUPPORT_MARGIN = 10;
/** Atoms, bins and quantiles; as in BRO for quantiles, twice C51's for the wider range. */
const ATOMS = 101;
const QUANTILES = 32;
/** σ of Gaussian and ε of ε-greedy warmup unless a knob says otherwise. */
const WARMUP_NOISE = 0.1;

const TARGETS: Parts<'target', Target> = { soft: softTarget, hard: hardTarget };
const INPUTS: Parts<'criticInput', CriticInput> = {
  sum: sumInput,
  residual: residualInput,
  concat: concatInput,
  scaledSum: scaledSumInput,
};
/** What an actor can be shown, by name. */
export const ACTOR_INPUTS: Parts<'actorInput', ActorInput> = {
  obs: obsInput,
  obsBase: obsBaseInput,
  obsMasked: obsMaskedInput,
};
const ENSEMBLES: Parts<'ensemble', Ensemble> = { twin: twinCritics, random: randomEnsemble() };
const support = ({ discount }: AgentKnobs) => {
  const { low, high } = valueRange(sparseReward, discount);
  return { low: low - SUPPORT_MARGIN, high: high + SUPPORT_MARGIN, count: ATOMS };
};
const HEADS: Parts<'valueHead', (knobs: AgentKnobs) => ValueHead> = {
  scalar: () => scalarHead(),
  c51: (knobs) => categoricalHead(support(knobs)),
  hlGauss: (knobs) => gaussianHistogramHead(support(knobs)),
  quantiles: () => quantileHead(QUANTILES),
};
const WARMUPS: Parts<'warmup', (noise: number) => Warmup['behaviour']> = {
  baseOnly: () => baseOnly,
  actor: () => 'actor',
  randomResidual: () => randomResidual(),
  gaussian: gaussianResidual,
  epsilonGreedy,
  trajectoryConsistent,
};
/** Warmups whose σ or ε belongs to their name. */
const NOISY = ['gaussian', 'epsilonGreedy', 'trajectoryConsistent'];

/** A part by its name, or what there is to choose from. */
function named<Part>(what: string, parts: Readonly<Record<string, Part>>, name: string): Part {
  if (!Object.hasOwn(parts, name))
    throw new Error(`There is no ${what} '${name}'; there are ${Object.keys(parts).join(', ')}.`);
  return parts[name];
}

/**
 * An agent's critic.
 *
 * @param knobs the task's knobs; `normalizer` and `criticForm` choose
 * @param own the agent's own normalization
 * @returns three hidden layers, or two residual blocks
 * @throws Error on a name that does not exist
 */
export function agentCritic(knobs: AgentKnobs, own: Normalizer): CriticNetwork {
  const { width, normalizer: name, criticForm = 'mlp' } = knobs;
  const byName = Object.fromEntries(normalizers.map((normalizer) => [normalizer.name, normalizer]));
  const normalizer = name === undefined ? own : named('normalizer', byName, name);
  const forms: Parts<'criticForm', () => CriticNetwork> = {
    mlp: () => mlpCritic({ width, depth: 3, normalizer }),
    blocks: () => blockCritic({ width, blocks: 2, normalizer }),
  };
  return named('criticForm', forms, criticForm)();
}

/**
 * How an agent's critic sees actions, what its outputs mean, and what they learn.
 *
 * @param knobs the task's knobs; `criticInput`, `valueHead`, `target`, `actorInput`, `ensemble` choose,
 *   `nStep` is a number
 * @returns the sum, a scalar value and the soft target by default. Distributions lie in [−1/(1 − γ) − 10, 10]: soft
 * values stay inside with DAWN's α₀, not with 1
 * @throws Error on a name that does not exist
 */
export function agentLearning(knobs: AgentKnobs): {
  readonly criticInput: CriticInput;
  readonly valueHead: ValueHead;
  readonly target: Target;
  readonly actorInput?: ActorInput;
  readonly ensemble?: Ensemble;
  readonly nStep?: number;
} {
  const { criticInput = 'sum', valueHead = 'scalar', target = 'soft', actorInput, ensemble, nStep } = knobs;
  return {
    ...(actorInput && { actorInput: named('actorInput', ACTOR_INPUTS, actorInput) }),
    ...(ensemble && { ensemble: named('ensemble', ENSEMBLES, ensemble) }),
    ...(nStep !== undefined && { nStep }),
    criticInput: named('criticInput', INPUTS, criticInput),
    valueHead: named('valueHead', HEADS, valueHead)(knobs),
    target: named('target', TARGETS, target),
  };
}

/**
 * An agent's warmup.
 *
 * @param knobs the task's knobs; `warmup` chooses, `warmupNoise` is its σ or ε
 * @param own the agent's own warmup, whose length stays
 * @returns the warmup
 * @throws Error on a name that does not exist
 */
export function agentWarmup({ warmup, warmupNoise = WARMUP_NOISE }: AgentKnobs, own: Warmup): Warmup {
  if (warmup === undefined) return own;
  const behaviour = named('warmup', WARMUPS, warmup)(warmupNoise);
  return { name: NOISY.includes(warmup) ? `${warmup} ${warmupNoise}` : warmup, chunks: own.chunks, behaviour };
}

/**
 * An agent's explicit warmup.
 *
 * @param knobs the task's knobs; `explicitUpdates` is K, `explicitTarget`, `explicitActor` and `explicitTemperature` choose
 * @returns critics alone with a tuned temperature and the agent's target by default; nothing where K is 0 or absent
 * @throws Error on a name that does not exist
 */
export function agentExplicitWarmup(knobs: AgentKnobs): { readonly explicit?: ExplicitWarmup } {
  const { explicitUpdates = 0, explicitTarget, explicitActor = 'frozen', explicitTemperature = 'tuned' } = knobs;
  if (explicitUpdates === 0) return {};
  const actors: Parts<'explicitActor', boolean> = { frozen: false, trained: true };
  const temperatures: Parts<'explicitTemperature', boolean> = { tuned: true, fixed: false };
  return {
    explicit: {
      updates: explicitUpdates,
      trainsActor: named('explicitActor', actors, explicitActor),
      tunesTemperature: named('explicitTemperature', temperatures, explicitTemperature),
      ...(explicitTarget && { target: named('explicitTarget', TARGETS, explicitTarget) }),
    },
  };
}
