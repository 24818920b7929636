/** XLA for tests: `npm test` sets it up where it can; a machine without it skips them. */

import { isXlaInstalled } from '../../src/compute/index.js';

/**
 * Says why tests on XLA are skipped.
 *
 * @returns the reason, or undefined where its plugin is there
 */
export function missingXla(): string | undefined {
  if (isXlaInstalled('cpu')) return undefined;
  const reason = "its plugin is not set up: 'npx dawnlab setup xla' does it, or says why it cannot";
  console.warn(`Tests on XLA are skipped: ${reason}.`);
  return reason;
}
