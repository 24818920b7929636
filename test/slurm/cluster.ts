/** A real Slurm on this machine: throwaway, on loopback, with everything in a temporary folder. */

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ClusterShape, slurmConf, slurmdbdConf } from './clusterConfig.js';
import { hasAccounting, slurmPath } from './installSlurm.js';
import { killAll, killOnce, until } from './processes.js';

const execute = promisify(execFile);

/** A cluster that runs. */
export interface Cluster extends ClusterShape {
  /** Environment in which Slurm's commands talk to this cluster. */
  readonly env: NodeJS.ProcessEnv;
}

/** Ports that are free now, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function daemon({ folder, env }: Cluster, program: string, args: readonly string[], variables = {}) {
  const log = openSync(join(folder, `${program}.out`), 'a');
  spawn(program, args, { cwd: folder, env: { ...env, ...variables }, stdio: ['ignore', log, log] });
}

const command = async ({ env }: Cluster, program: string, ...args: string[]) =>
  (await execute(program, args, { env }).catch(() => ({ stdout: '' }))).stdout;

/** The last lines of every log, for when something does not come up. */
const logs = ({ folder }: Cluster) =>
  readdirSync(folder)
    .filter((name) => /\.(log|out)$/.test(name))
    .map((name) => `${name}:\n${readFileSync(join(folder, name), 'utf8').split('\n').slice(-6).join('\n')}`)
    .join('\n');

function startNode(cluster: Cluster, name: string): void {
  // The name is in the environment of slurmd and of every step, as Slurm puts it into that of every task.
  daemon(cluster, 'slurmd', ['-D', '-N', name], { SLURMD_NODENAME: name });
}

async function startMunge(cluster: Cluster): Promise<void> {
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

async function startAccounting(cluster: Cluster): Promise<void> {
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

/** Starts a cluster and waits until its nodes are idle. */
export async function startCluster({
  nodes = ['n1', 'n2', 'n3'],
  cpusPerNode = 4,
  maxArraySize = 31,
  accounting = hasAccounting(),
}: Partial<Pick<ClusterShape, 'nodes' | 'cpusPerNode' | 'maxArraySize' | 'accounting'>> = {}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-slurm-'));
  const env = { ...slurmPath, SLURM_CONF: join(folder, 'slurm.conf') };
  const ports = await freePorts(3 + nodes.length);
  const cluster = { folder, nodes, cpusPerNode, maxArraySize, accounting, ports, env };
  // Daemons outlive a test process that is ended early.
  process.once('exit', () => killOnce({ SLURM_CONF: env.SLURM_CONF }));
  for (const name of ['state', ...nodes.map((node) => `spool-${node}`)]) mkdirSync(join(folder, name));
  writeFileSync(env.SLURM_CONF, slurmConf(cluster));
  await startMunge(cluster);
  if (accounting) await startAccounting(cluster);
  daemon(cluster, 'slurmctld', ['-D']);
  for (const node of nodes) startNode(cluster, node);
  await Promise.all(nodes.map((node) => untilNode(cluster, node, /^idle$/)));
  return cluster;
}

/** Waits until a node is in a state, as `sinfo` writes it: idle, mixed, down*, … */
export async function untilNode(cluster: Cluster, name: string, state: RegExp): Promise<void> {
  const states = () => command(cluster, 'sinfo', '--noheader', `--nodes=${name}`, '--format=%T');
  await until(
    `${name} is ${state}`,
    async () => state.test((await states()).trim()),
    60,
    () => logs(cluster),
  );
}

/** Ends a node as a power cut would: its daemon, its steps, its tasks. */
export const killNode = ({ env }: Cluster, name: string) =>
  killAll({ SLURM_CONF: env.SLURM_CONF as string, SLURMD_NODENAME: name });

/** Starts a killed node again and waits until it takes jobs. */
export async function reviveNode(cluster: Cluster, name: string): Promise<void> {
  startNode(cluster, name);
  await untilNode(cluster, name, /^(idle|mixed|allocated)$/);
}

/** Ends everything that belongs to a cluster and removes its folder. */
export async function stopCluster({ env, folder }: Cluster): Promise<void> {
  await killAll({ SLURM_CONF: env.SLURM_CONF as string });
  rmSync(folder, { recursive: true, force: true });
}
