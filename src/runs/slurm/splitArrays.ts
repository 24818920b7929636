/** Run indices, cut into arrays that a site accepts. */

/** Part of the runs, submitted as one array: the task id of a run is its index less the offset. */
export interface ArraySlice {
  readonly offset: number;
  /** Run indices, ascending. */
  readonly indices: readonly number[];
}

/**
 * Cuts run indices into arrays.
 *
 * Slurm's limit is on the greatest task id, not on the number of tasks, so that a slice spans fewer than the limit and
 * begins where it must. Where an index can be the task id itself, it is: `squeue` then speaks of runs.
 *
 * @param indices ascending run indices
 * @param maxArraySize the site's MaxArraySize, tasks; the greatest task id is one less
 * @returns slices in order; none when there are no indices
 * @throws when the indices are not ascending integers from 0
 */
export function splitArrays(indices: readonly number[], maxArraySize: number): ArraySlice[] {
  const slices: number[][] = [];
  indices.forEach((index, i) => {
    if (!Number.isInteger(index) || index < 0 || (i > 0 && index <= indices[i - 1]))
      throw new Error(
        `run indices must be ascending integers from 0; number ${i} is ${index}, after ${indices[i - 1]}`,
      );
    const slice = slices.at(-1);
    if (slice && index - slice[0] < maxArraySize) slice.push(index);
    else slices.push([index]);
  });
  return slices.map((slice) => ({ offset: slice[slice.length - 1] < maxArraySize ? 0 : slice[0], indices: slice }));
}
