/** Whether what would be made here is the run that was planned. */

import { identityDifferences, type RunIdentity } from '../../training/index.js';
import { type RunSpec, runLabel, specIdentity } from '../spec/runSpec.js';
import type { RunManifest } from '../store/manifest.js';

/**
 * Fails on another base policy before anything is loaded, be it damaged or not.
 *
 * @param spec the run
 * @param inputs hashes of the files that are here, by path
 * @throws Error naming the file
 */
export function checkBase({ base, own }: RunSpec, inputs: RunManifest['inputs']): void {
  // A policy of the reader's own has no file of weights; the identity holds its text and its deeds.
  if (own?.base) return;
  const [file, hash] = Object.entries(inputs)[0] ?? ['The base policy', ''];
  if (hash !== base.sha256)
    throw new Error(`${file} is not the one that the run was planned with. Restore it, or plan anew.`);
}

/**
 * Fails where this code and the data that are here make another run than the one that was planned.
 *
 * @param spec the run as it was planned
 * @param here what would be made
 * @throws Error naming what differs, and what to do
 */
export function checkPlanned(spec: RunSpec, here: RunIdentity): void {
  const differences = identityDifferences(specIdentity(spec), here);
  if (differences.length === 0) return;
  throw new Error(
    `${runLabel(spec)} was planned as another run than the one that would be made here; "there" is the plan:\n  ` +
      `${differences.join('\n  ')}\nRun it with the code that its sweep pinned (dawnlab sweep run does), restore what ` +
      'was changed, or plan it anew.',
  );
}
