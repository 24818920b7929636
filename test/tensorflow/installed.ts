/** libtensorflow for tests: `npm test` sets it up where it can; a machine without it skips them. */

import { isInstalled } from '../../src/compute/index.js';

/**
 * Says why tests on libtensorflow are skipped.
 *
 * @returns the reason, or undefined where libtensorflow is there
 */
export function missingTensorflow(): string | undefined {
  if (isInstalled('cpu')) return undefined;
  const reason = "libtensorflow is not set up: 'npx dawnlab setup tensorflow' does it, or says why it cannot";
  console.warn(`Tests on libtensorflow are skipped: ${reason}.`);
  return reason;
}
