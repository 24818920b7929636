/** XLA for tests: `npm test` sets it up where it can; a machine without it skips them. */

import { createRequire } from 'node:module';
import { isXlaInstalled } from '../../src/compute/index.js';

/** What is not here, with what to do about it. */
function missing(): string | undefined {
  if (!isXlaInstalled('cpu')) return "its plugin is not set up: 'npx dawnlab setup xla' does it, or says why it cannot";
  try {
    createRequire(import.meta.url).resolve('koffi');
    return undefined;
  } catch {
    return "the optional package koffi is not installed: 'npm ci' does it";
  }
}

/**
 * Says why tests on XLA are skipped.
 *
 * @returns the reason, or undefined where all that it needs is there
 */
export function missingXla(): string | undefined {
  const reason = missing();
  if (reason) console.warn(`Tests on XLA are skipped: ${reason}.`);
  return reason;
}
