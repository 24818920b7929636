/** What takes the steps of every network, by name. A new one is a new file and an entry here. */

import { adam } from './adam.js';
import type { OptimizerOf } from './optimizer.js';
import { sgd } from './sgd.js';

/** Every optimizer, as a function of its step size. */
export const optimizers = {
  adam: (learningRate) => adam({ learningRate }),
  sgd: (learningRate) => sgd({ learningRate }),
} satisfies Readonly<Record<string, OptimizerOf>>;
