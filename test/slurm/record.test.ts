/**
 * Records what a real Slurm prints, for the tests that read it: test/golden/slurm.json.
 *
 *   DAWNLAB_RECORD_SLURM=1 node node_modules/vitest/vitest.mjs run test/slurm/record.test.ts
 */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../notebook/notebooks.js';
import { startCluster, stopCluster } from './cluster.js';
import { slurmMissing } from './slurmPrograms.js';

const folder = temporaryFolder();

// Task 0 completes, 1 fails, 2 kills itself, 3 is cancelled, 4 is requeued, 5 runs on, 6 to 9 wait.
const SCRIPT = `#!/bin/bash
#SBATCH --array=0-9%2 --output=${folder}/%A_%a.log --requeue
case $SLURM_ARRAY_TASK_ID in
  0) exit 0 ;;
  1) exit 3 ;;
  2) kill -KILL $$ ;;
  3) scancel "\${SLURM_ARRAY_JOB_ID}_3" ;;
  4) scontrol requeue "\${SLURM_ARRAY_JOB_ID}_4" ;;
esac
sleep 60
`;

/** What is read of a record, which has a hundred fields and says much about the machine. */
const FIELDS = ['job_id', 'array_job_id', 'array_task_id', 'array_task_string', 'job_state', 'state_reason'];
const MORE_FIELDS = ['exit_code', 'restart_cnt', 'nodes'];

it.runIf(process.env.DAWNLAB_RECORD_SLURM)('is recorded', { timeout: 120_000 }, async () => {
  expect(slurmMissing()).toBeUndefined();
  // Requeued jobs wait 5 s: long enough to look.
  const cluster = await startCluster();
  const slurm = (program: string, args: string[], input = '') =>
    execFileSync(program, args, { env: { ...cluster.env, SLURM_BITSTR_LEN: '0' }, input, encoding: 'utf8' });
  slurm('sbatch', ['--parsable'], SCRIPT);
  const squeue = ['--json', '--me', '--all', '--states=all'];
  const now = () => slurm('squeue', squeue);
  while (!/"restart_cnt": 1/.test(now()) || !/"array_task_string": "[6-9]/.test(now())) await sleep(200);
  const queue = JSON.parse(now()) as { meta: object; jobs: Record<string, unknown>[] };
  // Accounting lags behind the controller by seconds.
  const columns = '--format=JobID,State,ExitCode,Reason,NodeList';
  const remembered = () => slurm('sacct', ['--parsable2', '--noheader', '--allocations', columns, '--jobs=1']);
  while (!/^1_6\|RUNNING/m.test(remembered())) await sleep(200);
  const accounting = remembered();
  const config = slurm('scontrol', ['show', 'config']).split('\n');
  const kept = /^(AccountingStorageType|MaxArraySize|MinJobAge|SLURM_VERSION) /;
  const recorded = {
    config: config.filter((line) => kept.test(line)).join('\n'),
    queue: {
      meta: queue.meta,
      jobs: queue.jobs.map((job) => Object.fromEntries([...FIELDS, ...MORE_FIELDS].map((name) => [name, job[name]]))),
    },
    accounting,
  };
  writeFileSync(join('test', 'golden', 'slurm.json'), `${JSON.stringify(recorded, null, 2)}\n`);
  await stopCluster(cluster);
});
