/** Which engine learns in a run for which none was named. */

import { askedBackend, defaultEngine, type EngineName, engines } from '../../compute/index.js';
import { readManifest } from '../../runs/index.js';

/**
 * Updates from which XLA has earned back that it compiles: the first run of a program gains from some 2,000 (W1) to 3,500
 * (W0) updates on, see *XLA* in environment.md.
 */
export const XLA_PAYS_FROM = 5_000;

/** The run that is asked for, as far as its engine depends on it. */
export interface UnnamedEngine {
  /** Gradient updates in all. */
  readonly updates: number;
  /** Where it lies, if it is kept: a run that has begun there goes on with the engine that it has. */
  readonly directory?: string;
}

/** The engine of a run that a directory holds. */
function engineIn(directory: string | undefined): EngineName | undefined {
  const manifest = directory === undefined ? undefined : readManifest(directory);
  return manifest && manifest !== 'damaged' ? manifest.spec.engine : undefined;
}

/**
 * Chooses an engine by what the directory holds, what DAWNLAB_BACKEND names, what is set up here and how long the run is, in
 * this order. It stands in the run's identity and in its manifest, as one that was named does.
 *
 * @param run how many updates, and where it lies
 * @returns the engine
 */
export async function chosenEngine({ updates, directory }: UnnamedEngine): Promise<EngineName> {
  const known = engineIn(directory);
  if (known) return known;
  if (askedBackend() !== undefined || updates < XLA_PAYS_FROM) return defaultEngine();
  return (await engines.xla.probe()).available ? 'xla' : defaultEngine();
}
