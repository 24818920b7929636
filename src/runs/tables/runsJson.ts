/** JSON files that list runs: one run per line, so that a change of one is a change of one line. */

/**
 * The text of such a file.
 *
 * @param head everything but the lists
 * @param lists by name: the runs, or what else has a line for each
 * @returns JSON with the lists last
 */
export function runsJson(head: object, lists: Readonly<Record<string, readonly object[]>>): string {
  const parts = Object.entries(lists).map(([name, items]) => {
    const lines = items.map((item) => JSON.stringify(item)).join(',\n');
    return ` ${JSON.stringify(name)}: [\n${lines}\n]`;
  });
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n${parts.join(',\n')}}\n`;
}
