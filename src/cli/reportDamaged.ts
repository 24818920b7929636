/** What a command says of files that it could not use while it went on with the others. */

import type { DamagedFileError } from '../files/index.js';

/**
 * Prints the files, and makes the exit code say that something was wrong.
 *
 * @param errors what was wrong with each; none changes nothing
 * @param what what they are left out of, for instance `the list`
 */
export function reportDamaged(errors: readonly DamagedFileError[], what: string): void {
  if (errors.length === 0) return;
  process.exitCode = 1;
  for (const { file, fault } of errors) console.error(`Left out of ${what}: ${file}, for it ${fault}.`);
}
