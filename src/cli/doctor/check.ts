/** What a check of the doctor is. */

/** Result of a check. */
export interface Check {
  /** What was looked at. */
  readonly name: string;
  /** `ok`, `absent` (an optional thing is not there) or `broken` (something needed is not there or does not work). */
  readonly state: 'ok' | 'absent' | 'broken';
  /** What was found. */
  readonly found: string;
  /** What to do about it; undefined if nothing needs to be done. */
  readonly advice?: string;
}

/**
 * Runs a check so that nothing it throws gets lost.
 *
 * @param name what is looked at
 * @param advice what to do if it fails
 * @param look returns what was found
 * @param failed state of a failure; default `broken`
 * @returns the result
 */
export async function check(
  name: string,
  advice: string,
  look: () => string | Promise<string>,
  failed: 'absent' | 'broken' = 'broken',
): Promise<Check> {
  try {
    return { name, state: 'ok', found: await look() };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { name, state: failed, found: text.split('\n')[0]!.slice(0, 120), advice };
  }
}
