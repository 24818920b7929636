/** The critics' parts by name. A new one is a new file and an entry here. */

import type { Normalizer } from '../normalization/index.js';
import { blockCritic } from './blockCritic.js';
import { categoricalHead } from './categoricalHead.js';
import type { CriticNetwork } from './criticNetwork.js';
import { type Ensemble, twinCritics } from './ensemble.js';
import { gaussianHistogramHead } from './gaussianHistogramHead.js';
import { mlpCritic } from './mlpCritic.js';
import { quantileHead } from './quantileHead.js';
import { randomEnsemble } from './randomEnsemble.js';
import { hardTarget, softTarget, type Target } from './target.js';
import { scalarHead, type ValueHead } from './valueHead.js';
import type { ValueSupport } from './valueSupport.js';

/** As in BRO. */
const QUANTILES = 32;

/** Units per hidden layer, and what normalizes them. */
export interface CriticSize {
  readonly width: number;
  readonly normalizer: Normalizer;
}

/** Three hidden layers, or two residual blocks with an inner width of four times the outer one. */
export const criticForms = {
  mlp: (size: CriticSize) => mlpCritic({ ...size, depth: 3 }),
  blocks: (size: CriticSize) => blockCritic({ ...size, blocks: 2 }),
} satisfies Readonly<Record<string, (size: CriticSize) => CriticNetwork>>;

/** What the critic's outputs mean; those that distribute probability over fixed values need a support. */
export const valueHeads = {
  scalar: () => scalarHead(),
  c51: categoricalHead,
  hlGauss: (support: ValueSupport) => gaussianHistogramHead(support),
  quantiles: () => quantileHead(QUANTILES),
} satisfies Readonly<Record<string, (support: ValueSupport) => ValueHead>>;

/** The lower of two critics, or ten of which a target takes the lower of two at random. */
export const ensembles = {
  twin: twinCritics,
  random: randomEnsemble(),
} satisfies Readonly<Record<string, Ensemble>>;

/** With the entropy term, or without it. */
export const targets = { soft: softTarget, hard: hardTarget } satisfies Readonly<Record<string, Target>>;
