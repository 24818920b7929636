/** JSON files that list runs: one run per line, so that a change of one is a change of one line. */

/**
 * The text of such a file.
 *
 * @param head everything but the runs
 * @param runs the runs
 * @returns JSON with the runs last
 */
export function runsJson(head: object, runs: readonly object[]): string {
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "runs": [\n${lines}\n]}\n`;
}
