/** Traced chunks as matrices of a fixed number of rows. */

import type { ResidualDims } from '../../algorithms/index.js';
import type { NdArray } from '../../arrays/index.js';
import { randomStream } from '../../random/index.js';
import { EVALUATION_SEED } from '../../rollouts/index.js';
import type { ChunkRows } from './criticProgram.js';
import type { LookedChunk } from './probe.js';

function matrix(rows: number, width: number, row: (index: number) => ArrayLike<number>): NdArray {
  const data = new Float32Array(rows * width);
  for (let i = 0; i < rows; i++) data.set(row(i), i * width);
  return { shape: [rows, width], data };
}

/**
 * One part of chunks as a matrix.
 *
 * @param chunks chunks, one at least
 * @param part features, base chunk or residual
 * @returns a row a chunk
 */
export function chunkMatrix(chunks: readonly LookedChunk[], part: keyof LookedChunk): NdArray {
  return matrix(chunks.length, chunks[0][part].length, (i) => chunks[i][part]);
}

/**
 * The same numbers for every run and every probe, so that probes differ by the networks alone.
 *
 * @param rows rows
 * @param width columns
 * @param salt tells sets apart
 * @returns `normal` noise and `uniform` residuals in [−1, 1], [rows, width] each
 */
export function fixedNoise(rows: number, width: number, salt: number): { normal: NdArray; uniform: NdArray } {
  const stream = randomStream(EVALUATION_SEED + salt, 'evaluation');
  const array = () => new Float32Array(rows * width);
  const shape = [rows, width];
  const normal = { shape, data: stream.fillNormal(array()) };
  return { normal, uniform: { shape, data: stream.fillUniform(array(), -1, 1) } };
}

/**
 * Chunks in blocks of a fixed number of rows.
 *
 * @param chunks what to look at
 * @param dims sizes of features and chunk
 * @param rows rows of a block
 * @returns blocks; the last one is filled up with its own chunks again, so that a normalization over the batch sees no
 * strangers
 */
export function chunkBlocks(chunks: readonly LookedChunk[], dims: ResidualDims, rows: number): ChunkRows[] {
  const { normal } = fixedNoise(rows, dims.chunkDim, 0);
  return Array.from({ length: Math.ceil(chunks.length / rows) }, (_, block) => {
    const own = chunks.slice(block * rows, (block + 1) * rows);
    const at = (i: number) => own[i % own.length];
    return {
      features: matrix(rows, dims.featureDim, (i) => at(i).features),
      base: matrix(rows, dims.chunkDim, (i) => at(i).base),
      residual: matrix(rows, dims.chunkDim, (i) => at(i).residual),
      noise: normal,
    };
  });
}
