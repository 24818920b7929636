/** What acts before the first update, by name. A new one is a new file and an entry here. */

import { baseOnly } from './baseOnly.js';
import { epsilonGreedy } from './epsilonGreedy.js';
import { gaussianResidual } from './gaussianResidual.js';
import { randomResidual } from './randomResidual.js';
import { trajectoryConsistent } from './trajectoryConsistent.js';
import type { Warmup } from './warmupBehaviour.js';

/** A named behaviour. */
export interface NamedBehaviour {
  readonly name: string;
  /** Makes it; σ in units of the unscaled residual, or ε. */
  readonly make: (noise: number) => Warmup['behaviour'];
  /** Whether the σ or ε belongs to its name. */
  readonly isNoisy: boolean;
}

const plain = (name: string, behaviour: Warmup['behaviour']): NamedBehaviour => ({
  name,
  make: () => behaviour,
  isNoisy: false,
});
const noisy = (make: (noise: number) => Warmup['behaviour']): NamedBehaviour => ({
  name: make.name,
  make,
  isNoisy: true,
});

/** Every behaviour. */
export const warmups = {
  baseOnly: plain('baseOnly', baseOnly),
  actor: plain('actor', 'actor'),
  randomResidual: plain('randomResidual', randomResidual()),
  gaussian: noisy(gaussianResidual),
  epsilonGreedy: noisy(epsilonGreedy),
  trajectoryConsistent: noisy(trajectoryConsistent),
} satisfies Readonly<Record<string, NamedBehaviour>>;

/** What else an explicit warmup trains: whether the actor learns. */
export const explicitActors = { frozen: false, trained: true };

/** Whether an explicit warmup tunes the temperature. */
export const explicitTemperatures = { tuned: true, fixed: false };
