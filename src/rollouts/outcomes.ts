/** Outcomes of episodes as a short text, for files that keep every one of them. */

/**
 * Outcomes as a text.
 *
 * @param succeeded 1 for a success and 0 for none, in the order of seeds
 * @returns as many digits
 */
export function outcomeText(succeeded: readonly number[]): string {
  return succeeded.map((success) => (success ? '1' : '0')).join('');
}

/**
 * The outcomes of a text.
 *
 * @param text what {@link outcomeText} returned
 * @returns 1 for a success and 0 for none
 */
export function outcomesOf(text: string): number[] {
  return Array.from(text, Number);
}
