/** The daemons of a throwaway cluster and the services under them: authentication and accounting. */

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ClusterShape, slurmdbdConf } from './clusterConfig.js';
import { until } from './processes.js';

const execute = promisify(execFile);

/** A cluster that runs. */
export interface Cluster extends ClusterShape {
  /** Environment in which Slurm's commands talk to this cluster. */
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a daemon in the foreground, its output in a file of the cluster's folder. */
export function daemon({ folder, env }: Cluster, program: string, args: readonly string[], variables = {}) {
  const log = openSync(join(folder, `${program}.out`), 'a');
  spawn(program, args, { cwd: folder, env: { ...env, ...variables }, stdio: ['ignore', log, log] });
}

/** Asks a command of Slurm; an empty text when it fails. */
export const command = async ({ env }: Cluster, program: string, ...args: string[]) =>
  (await execute(program, args, { env }).catch(() => ({ stdout: '' }))).stdout;

/** The last lines of every log, for when something does not come up. */
export const logs = ({ folder }: Cluster) =>
  readdirSync(folder)
    .filter((name) => /\.(log|out)$/.test(name))
    .map((name) => `${name}:\n${readFileSync(join(folder, name), 'utf8').split('\n').slice(-6).join('\n')}`)
    .join('\n');

/** Starts munge, with a key of its own. */
export async function startMunge(cluster: Cluster): Promise<void> {
  const at = (name: string) => join(cluster.folder, name);
  writeFileSync(at('munge.key'), randomBytes(1024), { mode: 0o400 });
  const files = [`--key-file=${at('munge.key')}`, `--socket=${at('munge.socket')}`, `--pid-file=${at('munge.pid')}`];
  // The folder is private, which munged takes for a mistake without --force.
  const args = [
    '--foreground',
    '--force',
    ...files,
    `--seed-file=${at('munge.seed')}`,
    `--log-file=${at('munge.log')}`,
  ];
  daemon(cluster, 'munged', args);
  const answers = () => command(cluster, 'munge', '--no-input', `--socket=${at('munge.socket')}`);
  await until(
    'munge answers',
    async () => (await answers()).startsWith('MUNGE:'),
    20,
    () => logs(cluster),
  );
}

/** Starts a database and Slurm's daemon for it. */
export async function startAccounting(cluster: Cluster): Promise<void> {
  const { folder, ports } = cluster;
  const data = [`--user=${userInfo().username}`, `--datadir=${join(folder, 'database')}`];
  await command(cluster, 'mariadb-install-db', '--no-defaults', ...data, '--skip-test-db', '--skip-name-resolve');
  const setup = `CREATE DATABASE slurm; CREATE USER slurm@'%' IDENTIFIED BY 'slurm'; GRANT ALL ON slurm.* TO slurm@'%';`;
  writeFileSync(join(folder, 'setup.sql'), setup.replaceAll('; ', ';\n'));
  const files = [`--socket=${join(folder, 'database.socket')}`, `--pid-file=${join(folder, 'database.pid')}`];
  const network = [`--port=${ports[2]}`, '--bind-address=127.0.0.1', '--skip-name-resolve'];
  const small = ['--innodb-buffer-pool-size=32M', '--innodb-flush-log-at-trx-commit=0'];
  daemon(cluster, 'mariadbd', [
    '--no-defaults',
    ...data,
    ...files,
    ...network,
    ...small,
    `--init-file=${join(folder, 'setup.sql')}`,
  ]);
  writeFileSync(join(folder, 'slurmdbd.conf'), slurmdbdConf(cluster), { mode: 0o600 });
  await until(
    'the database is up',
    () => /ready for connections/.test(logs(cluster)),
    60,
    () => logs(cluster),
  );
  daemon(cluster, 'slurmdbd', ['-D']);
  const added = () => command(cluster, 'sacctmgr', '--immediate', 'add', 'cluster', 'dawnlab');
  await until(
    'accounting answers',
    async () => /Adding Cluster/.test(await added()),
    60,
    () => logs(cluster),
  );
}
