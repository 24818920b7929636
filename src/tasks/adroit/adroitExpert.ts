/** The Adroit experts: four small trained networks of another project, run as they are. */

import { readFileSync } from 'node:fs';
import { type ArrayTree, decodeSafetensors, type NdArray } from '../../arrays/index.js';
import { dataPath } from '../../files/index.js';
import { bound, type ScriptedExpert } from '../expert.js';
import type { AdroitName } from './assetFolder.js';

type Layer = { readonly weight: NdArray; readonly bias: NdArray };
type Numbers = ArrayLike<number>;

/** `W x + b`, with W [out × in] in row order. */
function affine({ weight, bias }: Layer, x: Numbers): Float64Array {
  const [rows, columns] = weight.shape;
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = bias.data[i];
    for (let j = 0; j < columns; j++) sum += weight.data[i * columns + j] * x[j];
    return sum;
  });
}

/** The mean action: tanh layers on the normalised observation, the last one linear, then the output's own scale. */
function meanAction(policy: ArrayTree, obs: Numbers): Float64Array {
  const { inShift, inScale, outShift, outScale } = policy as Record<string, NdArray>;
  let x: Float64Array = Float64Array.from(obs, (value, i) => (value - inShift.data[i]) / (inScale.data[i] + 1e-8));
  for (let i = 0; `layer${i}` in policy; i++) {
    const output = affine(policy[`layer${i}`] as unknown as Layer, x);
    x = `layer${i + 1}` in policy ? output.map(Math.tanh) : output;
  }
  return x.map((value, i) => value * outScale.data[i] + outShift.data[i]);
}

const SOURCE = 'an expert policy of github.com/aravindr93/hand_dapg (Apache-2.0)';

/**
 * The expert of an Adroit task, from "Learning Complex Dexterous Manipulation with Deep Reinforcement Learning and
 * Demonstrations" by Rajeswaran et al. (RSS 2018); data/experts/README.md has source and licence. It has no memory.
 *
 * @param name for instance `hammer`
 * @returns the expert, which acts without exploration noise
 */
export function createAdroitExpert(name: AdroitName): ScriptedExpert {
  const { tree } = decodeSafetensors(readFileSync(dataPath('experts', 'adroit.safetensors')));
  const policy = tree[name] as ArrayTree;
  return {
    task: `adroit-${name}`,
    source: SOURCE,
    reset: () => {},
    act: (obs) => Float32Array.from(meanAction(policy, obs), (entry) => bound(entry)),
  };
}
