/** What a warmup behaviour draws, checked. */

import type { RandomStream } from '../random/index.js';
import type { WarmupBehaviour } from './warmupBehaviour.js';

/**
 * Asks a behaviour for the residual of one chunk, and holds it to its contract.
 *
 * @param behaviour what acts
 * @param chunks chunk transitions collected so far
 * @param chunkDim length of the residual
 * @param stream the exploration stream
 * @param episodeSeed seed of the episode
 * @returns unscaled residual in [−1, 1], [chunkDim]
 * @throws RangeError on a wrong length, an entry that is not finite or lies outside [−1, 1]
 */
export function warmupResidual(
  behaviour: WarmupBehaviour,
  chunks: number,
  chunkDim: number,
  stream: RandomStream,
  episodeSeed: number,
): Float32Array {
  const residual = behaviour(chunks, chunkDim, stream, episodeSeed);
  if (residual?.length !== chunkDim)
    throw new RangeError(
      `warmup: the behaviour returned ${residual?.length ?? 'no'} numbers after ${chunks} chunks, expected ${chunkDim}, ` +
        'its second argument.',
    );
  const bad = residual.findIndex((entry) => !(Math.abs(entry) <= 1));
  if (bad >= 0)
    throw new RangeError(
      `warmup: entry ${bad} of the residual is ${residual[bad]} after ${chunks} chunks; every one must lie in [-1, 1], ` +
        'in units of λ.',
    );
  return residual;
}
