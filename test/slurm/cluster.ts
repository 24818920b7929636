/** A real Slurm on this machine: throwaway, on loopback, with everything in a temporary folder. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClusterShape, slurmConf } from './clusterConfig.js';
import { type Cluster, command, daemon, logs, startAccounting, startMunge } from './daemons.js';
import { killAll, killOnce, until } from './processes.js';
import { hasAccounting, slurmPath } from './slurmPrograms.js';

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

function startNode(cluster: Cluster, name: string): void {
  // The name is in the environment of slurmd and of every step, as Slurm puts it into that of every task.
  daemon(cluster, 'slurmd', ['-D', '-N', name], { SLURMD_NODENAME: name });
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
async function untilNode(cluster: Cluster, name: string, state: RegExp): Promise<void> {
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
