/** How a picture may be seen, by name. */

import type { ArrayTree } from '../../arrays/index.js';
import type { Algorithm, AlgorithmSettings } from '../algorithm.js';
import { pictured } from './pictured.js';

/** Puts a way to see in front of a learning rule; the step is that of the critics. */
export type Encoding = <Settings extends AlgorithmSettings, State extends ArrayTree, Batch extends ArrayTree>(
  rule: Algorithm<Settings, State, Batch>,
  learningRate: number,
) => Algorithm<Settings>;

/** A picture of the gantry's cameras; channels as the base policy's own encoder has them, DrQ-v2's pad. */
const PICTURES = { picture: [64, 64, 3], channels: [12, 24, 32], pad: 4, maxGradientNorm: 50 };

const frozen: Encoding = (rule) => rule as unknown as ReturnType<Encoding>;
const cnn: Encoding = (rule, learningRate) =>
  pictured(rule, { ...PICTURES, learningRate }) as unknown as ReturnType<Encoding>;

/** By the base policy's encoder as it is, or by a small CNN that the critics train. A new way is an entry here. */
export const encoders = { frozen, cnn };
