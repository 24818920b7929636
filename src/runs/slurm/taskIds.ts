/** Sets of task ids as Slurm writes them: `0-4,7`. */

/**
 * Writes task ids as ranges.
 *
 * @param ids ascending ids
 * @returns runs of neighbours joined: [0, 1, 2, 7] is `0-2,7`
 */
export function formatTaskIds(ids: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last && id === last[1] + 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/**
 * Reads task ids that Slurm wrote.
 *
 * @param text ids, ranges and ranges with a step, with or without a concurrency cap: `0-4,7,10-20:5%2`
 * @returns the ids in the order written; none for an empty text
 * @throws when the text is not of this form, as when Slurm has shortened it with `...`
 */
export function parseTaskIds(text: string): number[] {
  const [ids] = text.replace(/^\[(.*)\]$/, '$1').split('%');
  if (ids === '') return [];
  return ids.split(',').flatMap((part) => {
    const match = /^(\d+)(?:-(\d+)(?::(\d+))?)?$/.exec(part);
    if (!match) throw new Error(`Slurm wrote the task ids "${text}"; expected ids and ranges, as in 0-4,7,10-20:5`);
    const [first, last, step] = [Number(match[1]), Number(match[2] ?? match[1]), Number(match[3] ?? 1)];
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
  });
}
