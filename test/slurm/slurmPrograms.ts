/** Slurm's programs, which `.ci/run` installs from Debian's packages. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// Daemons are in sbin, which a user's PATH does not have.
const PATH = `${process.env.PATH}${delimiter}/usr/sbin`;

/** Environment in which Slurm's programs are found. */
export const slurmPath = { ...process.env, PATH };

const has = (program: string) =>
  PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const lacks = (programs: readonly string[]) => programs.filter((program) => !has(program));

/** Whether the programs for an accounting database are here. */
export const hasAccounting = () => lacks(['slurmdbd', 'mariadbd', 'mariadb-install-db']).length === 0;

const NEEDED = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'scontrol', 'scancel'];

/** Why Slurm cannot be used here, or undefined when it can. */
export function slurmMissing(): string | undefined {
  const missing = lacks(NEEDED);
  if (missing.length === 0) return undefined;
  return `no ${missing.join(', ')} (Debian: apt-get install munge slurmctld slurmd slurm-client slurmdbd mariadb-server)`;
}
