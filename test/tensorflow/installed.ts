/** libtensorflow for tests: set up where it is not there and can be had. */

import { setUpTensorflow } from '../../src/cli/setup/tensorflow.js';
import { isInstalled } from '../../src/compute/index.js';

/**
 * Makes sure that libtensorflow is there.
 *
 * @returns why it is not, or undefined where it is
 */
export async function missingTensorflow(): Promise<string | undefined> {
  if (isInstalled('cpu')) return undefined;
  try {
    await setUpTensorflow('cpu', () => undefined);
    return undefined;
  } catch (error) {
    const reason = (error as Error).message;
    console.warn(`Tests on libtensorflow are skipped: ${reason}`);
    return reason;
  }
}
