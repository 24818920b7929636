/** Slurm's programs, from Debian's packages. */

import { spawnSync } from 'node:child_process';
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

/** Installs what is missing, where that is possible: as root, with apt-get. Once, before the tests (vitest.config.ts). */
export default function installSlurm(): void {
  if (lacks(NEEDED).length === 0 || process.getuid?.() !== 0 || !has('apt-get')) return;
  // Runlevel 1 keeps the packages from starting their services.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]) => spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'munge', 'slurmctld', 'slurmd', 'slurm-client');
  apt('install', '-y', '--no-install-recommends', 'slurmdbd', 'mariadb-server');
}
