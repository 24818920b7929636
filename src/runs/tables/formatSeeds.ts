/** Seeds for people. */

/**
 * Writes seeds as stretches of consecutive ones.
 *
 * @param seeds in any order
 * @returns for instance `1–4, 9`
 */
export function formatSeeds(seeds: readonly number[]): string {
  const stretches: [first: number, last: number][] = [];
  for (const seed of [...seeds].sort((a, b) => a - b)) {
    const open = stretches.at(-1);
    if (open && seed <= open[1] + 1) open[1] = seed;
    else stretches.push([seed, seed]);
  }
  return stretches.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
