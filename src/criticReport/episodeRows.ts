/** Which rows are one episode. */

import { type Columns, checked } from './columns.js';

/**
 * Where each episode begins and ends, from the ids where there are any, else from the ends.
 *
 * @param columns by name; `episode` is looked at
 * @param terminated one a row
 * @param truncated one a row
 * @returns the rows of each episode, in order of time
 * @throws Error on an id that goes on after an end, or comes again
 */
export function episodeRows(
  columns: Columns,
  terminated: readonly boolean[],
  truncated: readonly boolean[],
): number[][] {
  const rows = terminated.length;
  const ids = columns.has('episode') ? checked(columns, 'episode', rows, 1).data : undefined;
  const episodes: number[][] = [];
  const seen = new Set<number>();
  for (let i = 0; i < rows; i++) {
    const follows = i > 0 && (ids ? ids[i] === ids[i - 1] : !(terminated[i - 1] || truncated[i - 1]));
    if (follows && (terminated[i - 1] || truncated[i - 1]))
      throw new Error(
        `Row ${i - 1} ends its episode, and row ${i} has the same 'episode' id. Give each episode an id of its own.`,
      );
    if (follows) episodes[episodes.length - 1].push(i);
    else {
      if (ids && seen.has(ids[i]))
        throw new Error(
          `Episode ${ids[i]} comes again at row ${i}: the rows of an episode stand together, in order of time.`,
        );
      if (ids) seen.add(ids[i]);
      episodes.push([i]);
    }
  }
  return episodes;
}
