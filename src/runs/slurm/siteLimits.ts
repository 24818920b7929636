/** What a site's Slurm allows. */

import { unreadable } from './answers.js';
import { type SlurmClient, slurmCommand } from './slurmClient.js';

/** A site's limits and services. */
export interface SiteLimits {
  readonly version: string;
  /** One more than the greatest task id of an array. */
  readonly maxArraySize: number;
  /** How long the controller remembers a finished job, seconds. */
  readonly minJobAge: number;
  /** Whether finished jobs are kept in an accounting database that `sacct` reads. */
  readonly accounting: boolean;
}

/**
 * Asks a site for its limits.
 *
 * @param client the site
 * @returns its limits, from `scontrol show config`
 * @throws when Slurm is missing, does not answer, or allows no arrays
 */
export async function siteLimits(client: SlurmClient): Promise<SiteLimits> {
  const text = await slurmCommand(client, 'scontrol', ['show', 'config']);
  const setting = (name: string) => new RegExp(`^${name}\\s*= (.*)$`, 'm').exec(text)?.[1].trim() ?? '';
  if (!/^MaxArraySize\s*=/m.test(text))
    throw unreadable(
      'scontrol',
      'settings with MaxArraySize',
      text,
      'Run scontrol show config by hand and see what it says.',
    );
  const maxArraySize = Number.parseInt(setting('MaxArraySize'), 10);
  // Slurm's own way to switch arrays off is a size of 0.
  if (!(maxArraySize > 0))
    throw new Error(
      `this site allows no job arrays (MaxArraySize = "${setting('MaxArraySize')}"): ask its administrators, or use --engine local`,
    );
  return {
    version: setting('SLURM_VERSION'),
    maxArraySize,
    minJobAge: Number.parseInt(setting('MinJobAge'), 10),
    accounting: setting('AccountingStorageType') === 'accounting_storage/slurmdbd',
  };
}
