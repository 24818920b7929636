/** The last line of a command that was called with `--json`. */

/**
 * Prints the result as one JSON object on one line, so that a script can read the last line of the output.
 *
 * @param result the object
 */
export function printResult(result: object): void {
  console.log(JSON.stringify(result));
}
