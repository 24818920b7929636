/**
 * Which of the names that there are was meant.
 *
 * @outsideNumerics it words errors
 */

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into another. */
function editDistance(from: string, to: string): number {
  let [before, row]: number[][] = [[], Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const replaced = row[j - 1]! + Number(from[i - 1] !== to[j - 1]);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced, isSwap ? before[j - 2]! + 1 : replaced));
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}

/**
 * The name that is nearest to one that does not exist.
 *
 * @param name what was written
 * @param names what there is
 * @returns ` Did you mean 'lambda'?` with its leading space; an empty text where nothing is near
 */
export function didYouMean(name: string, names: readonly string[]): string {
  const distances = names.map((known) => editDistance(name.toLowerCase(), known.toLowerCase()));
  const nearest = Math.min(...distances);
  return nearest <= Math.max(1, name.length / 3) ? ` Did you mean '${names[distances.indexOf(nearest)]}'?` : '';
}
