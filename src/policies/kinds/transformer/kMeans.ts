/** k-means: centres that stand for groups of points. */

import type { NdArray } from '../../../arrays/index.js';
import type { RandomStream } from '../../../random/index.js';

const rowOf = ({ shape, data }: NdArray, row: number): Float32Array =>
  (data as Float32Array).subarray(row * shape[1], (row + 1) * shape[1]);

function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum;
}

/**
 * The centre nearest to a point; the first of several.
 *
 * @param centres [count × width]
 * @param point length `width`
 * @returns its row, and the squared distance
 */
export function nearestCentre(centres: NdArray, point: Float32Array): { row: number; distance: number } {
  let [row, distance] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < centres.shape[0]; i++) {
    const squared = squaredDistance(rowOf(centres, i), point);
    if (squared < distance) [row, distance] = [i, squared];
  }
  return { row, distance };
}

/** An index with a probability proportional to its weight; -1 when all weigh nothing. */
function weightedIndex(weights: Float64Array, uniform: number): number {
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

/**
 * Some of the points, far from each other: the first is any, each further one comes with a probability proportional to
 * its squared distance from the nearest one before.
 *
 * See "k-means++: the advantages of careful seeding" by Arthur and Vassilvitskii (SODA 2007).
 *
 * @param points [size × width]
 * @param count centres
 * @param random the stream to draw from
 * @returns a copy of the chosen points, [count × width]
 * @throws RangeError when there are fewer different points than centres
 */
export function spreadCentres(points: NdArray, count: number, random: RandomStream): NdArray {
  const [size, width] = points.shape;
  const data = new Float32Array(count * width);
  const distances = new Float64Array(size).fill(1);
  for (let i = 0; i < count; i++) {
    const chosen = weightedIndex(distances, random.uniform());
    if (chosen < 0) throw new RangeError(`k-means: ${count} centres were asked for, of ${i} different points.`);
    const centre = rowOf(points, chosen);
    data.set(centre, i * width);
    for (let row = 0; row < size; row++) {
      const distance = squaredDistance(rowOf(points, row), centre);
      distances[row] = i === 0 ? distance : Math.min(distances[row], distance);
    }
  }
  return { shape: [count, width], data };
}

/** The mean of the points that are nearest to each centre; a centre without any stays where it is. */
function movedCentres(points: NdArray, centres: NdArray): NdArray {
  const [count, width] = centres.shape;
  const sums = new Float64Array(count * width);
  const members = new Float64Array(count);
  for (let i = 0; i < points.shape[0]; i++) {
    const point = rowOf(points, i);
    const { row } = nearestCentre(centres, point);
    members[row]++;
    for (let j = 0; j < width; j++) sums[row * width + j] += point[j];
  }
  const meanOf = (sum: number, k: number): number => {
    const of = members[Math.floor(k / width)];
    return of > 0 ? sum / of : centres.data[k];
  };
  return { shape: centres.shape, data: Float32Array.from(sums, meanOf) };
}

/**
 * Lloyd's algorithm: every centre moves to the mean of the points that are nearest to it, until none moves.
 *
 * See "Least squares quantization in PCM" by Lloyd (IEEE Transactions on Information Theory, 1982).
 *
 * @param points [size × width]
 * @param start centres to begin with, [count × width]
 * @param rounds most rounds that are made
 * @returns the centres, [count × width]
 */
export function kMeans(points: NdArray, start: NdArray, rounds = 100): NdArray {
  let centres = start;
  for (let round = 0; round < rounds; round++) {
    const moved = movedCentres(points, centres);
    if (moved.data.every((entry, k) => entry === centres.data[k])) break;
    centres = moved;
  }
  return centres;
}
