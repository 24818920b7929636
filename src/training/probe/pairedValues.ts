/** What a critic says of paired rollouts. */

import type { ResidualDims } from '../../algorithms/index.js';
import { type ArrayTree, zeros } from '../../arrays/index.js';
import type { PairedRollout } from '../pairedRollouts.js';
import { chunkBlocks } from './chunkRows.js';
import type { CriticProgram } from './criticProgram.js';

/**
 * ΔQ = Q(s, a_b + λu) − Q(s, a_b) at the branching point of each pair, to be held against what the branches returned.
 *
 * @param program the critic's program, made with the λ of the rollouts
 * @param state its networks
 * @param pairs paired rollouts, or anything with features, base chunk and residual
 * @param dims sizes of features and chunk
 * @param rows chunks that the program takes at once
 * @returns ΔQ of min(Q₁, Q₂), one per pair, in units of reward
 */
export async function pairedValues(
  program: CriticProgram,
  state: ArrayTree,
  pairs: readonly Pick<PairedRollout, 'features' | 'base' | 'residual'>[],
  dims: ResidualDims,
  rows: number,
): Promise<number[]> {
  const differences: number[] = [];
  for (const block of chunkBlocks(pairs, dims, rows)) {
    const moved = await program.view(state, block);
    const still = await program.view(state, { ...block, residual: zeros([rows, dims.chunkDim]) });
    differences.push(...moved.q.map((q, i) => q - still.q[i]));
  }
  return differences.slice(0, pairs.length);
}
