/** The configuration files of a throwaway Slurm cluster. */

import { hostname, userInfo } from 'node:os';

/** What differs between clusters. */
export interface ClusterShape {
  readonly folder: string;
  readonly nodes: readonly string[];
  readonly cpusPerNode: number;
  readonly maxArraySize: number;
  readonly accounting: boolean;
  /** Free ports: controller, database daemon, database, then one per node. */
  readonly ports: readonly number[];
}

/** slurm.conf: everything in the cluster's folder, no control groups, impatient timers. */
export function slurmConf({ folder, nodes, cpusPerNode, maxArraySize, accounting, ports }: ClusterShape): string {
  const [controller, databaseDaemon, , ...nodePorts] = ports;
  const user = userInfo().username;
  return `ClusterName=dawnlab
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=${controller}
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/munge
CredType=cred/munge
# A requeued job waits as long as its old credential is valid; 5 s is the least.
AuthInfo=socket=${folder}/munge.socket,cred_expire=5
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool-%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
# Nodes have the processors written here, whatever this machine has.
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=5
MessageTimeout=5
TCPTimeout=1
KillWait=5
JobRequeue=1
MaxArraySize=${maxArraySize}
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
${
  accounting
    ? `AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=127.0.0.1
AccountingStoragePort=${databaseDaemon}
AccountingStoragePass=${folder}/munge.socket`
    : 'AccountingStorageType=accounting_storage/none'
}
${nodes
  .map(
    (name, i) =>
      `NodeName=${name} NodeHostname=${hostname().split('.')[0]} NodeAddr=127.0.0.1 Port=${nodePorts[i]} CPUs=${cpusPerNode} RealMemory=16000`,
  )
  .join('\n')}
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

/** slurmdbd.conf, for a database on loopback. */
export function slurmdbdConf({ folder, ports: [, databaseDaemon, database] }: ClusterShape): string {
  return `AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
DbdHost=localhost
DbdAddr=127.0.0.1
DbdPort=${databaseDaemon}
SlurmUser=${userInfo().username}
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=${database}
StorageUser=slurm
StoragePass=slurm
StorageLoc=slurm
LogFile=${folder}/slurmdbd.log
PidFile=${folder}/slurmdbd.pid
`;
}
