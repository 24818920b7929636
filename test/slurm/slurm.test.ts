import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArrayJob, TaskResources } from '../../src/runs/slurm/arrayScript.js';
import { type SiteLimits, siteLimits } from '../../src/runs/slurm/siteLimits.js';
import { type SlurmClient, slurmClient, slurmCommand } from '../../src/runs/slurm/slurmClient.js';
import { cancelTasks, submitArrays } from '../../src/runs/slurm/submitArrays.js';
import type { SlurmTask, TaskState } from '../../src/runs/slurm/taskState.js';
import { taskStates } from '../../src/runs/slurm/taskStates.js';
import { killNode, reviveNode, startCluster, stopCluster } from './cluster.js';
import type { Cluster } from './daemons.js';
import { processesWith, until } from './processes.js';
import { slurmMissing } from './slurmPrograms.js';

const unavailable = slurmMissing();
if (unavailable) console.warn(`Slurm is not tested: ${unavailable}`);

/** A folder whose name needs quotes in a shell, in sbatch's own syntax and in its file patterns. */
const folder = join(mkdtempSync(join(tmpdir(), 'dawnlab-slurm-jobs-')), `it's 100% "here"`);

// `job.sh MODE --index I` logs its start and its end in `log`, as runs would in their directories.
const PROGRAM = `
say() { echo "$1 $index $SLURMD_NODENAME" >> log; }
linger() { for _ in $(seq 600); do sleep 0.2; done; }
mode=$1 index=$3
say start
case $mode in
  short) sleep 1 ;;
  fail) echo 'it broke'; exit 3 ;;
  resume)
    if [ -e "checkpoint $index" ]; then say end; exit 0; fi
    trap 'touch "checkpoint $index"; say stop; exit 130' TERM
    linger ;;
  node)
    until [ -e go ]; do sleep 0.2; done ;;
esac
say end
`;

const job = (mode: string, resources: Partial<TaskResources> = {}, concurrency?: number): ArrayJob => ({
  name: `${mode} 'runs'`,
  command: ['bash', join(folder, 'job.sh'), mode],
  workingDirectory: join(folder, mode),
  logFolder: join(folder, mode, 'logs'),
  // n1 and n2 are for the test that kills one.
  resources: { cpus: 1, memoryMegabytes: 100, minutes: 30, options: ['--nodelist=n3'], ...resources },
  concurrency,
});

// Side by side, because most of their time is Slurm's waiting.
describe.skipIf(unavailable).concurrent('a real Slurm', () => {
  let cluster: Cluster;
  let client: SlurmClient;
  let limits: SiteLimits;

  const submit = async (arrayJob: ArrayJob, indices: number[]) => {
    mkdirSync(arrayJob.workingDirectory, { recursive: true });
    return (await submitArrays(client, arrayJob, indices, limits)).map(({ jobId }) => jobId);
  };
  const tasks = (jobIds: number[]) => taskStates(client, jobIds, limits);
  const states = async (jobIds: number[]) => (await tasks(jobIds)).map(({ state }) => state);
  const log = (mode: string) => {
    const path = join(folder, mode, 'log');
    return readFileSync(path, { encoding: 'utf8', flag: 'a+' }).trim().split('\n');
  };
  /** Polls until every task is in one of the states; returns what was seen on the way. */
  const untilAll = async (jobIds: number[], ...wanted: TaskState[]) => {
    const seen: SlurmTask[][] = [];
    const arrived = async () => {
      seen.push(await tasks(jobIds));
      return seen.at(-1)!.every(({ state }) => wanted.includes(state));
    };
    await until(`${jobIds} ${wanted}`, arrived, 100, () => JSON.stringify(seen.at(-1)));
    return seen;
  };

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'job.sh'), PROGRAM);
    cluster = await startCluster({ cpusPerNode: 8 });
    client = slurmClient(cluster.env);
    limits = await siteLimits(client);
  });

  afterAll(async () => {
    await stopCluster(cluster);
    rmSync(join(folder, '..'), { recursive: true, force: true });
    expect(processesWith({ SLURM_CONF: cluster.env.SLURM_CONF! })).toEqual([]);
  });

  it('tells its limits', () => {
    expect(limits).toMatchObject({ maxArraySize: 31, minJobAge: 300, accounting: cluster.accounting });
    expect(limits.version).toMatch(/^2\d\.\d\d/);
  });

  it('runs arrays above the limit one after the other, never more tasks at once than the cap', async () => {
    const jobIds = await submit(job('short', {}, 2), [0, 1, 2, 40]);
    expect(jobIds).toHaveLength(2);
    const seen = await untilAll(jobIds, 'completed');
    const perTask = [0, 1, 2, 3].map((i) => [...new Set(seen.map((at) => at[i].state))]);
    for (const way of perTask)
      expect(['queued', 'running', 'completed'].filter((s) => way.includes(s as TaskState))).toEqual(way);
    expect(perTask[3]).toEqual(['queued', 'running', 'completed']);
    expect(Math.max(...seen.map((at) => at.filter(({ state }) => state === 'running').length))).toBe(2);
    const waiting = seen.map((at) => at[3]).find(({ reason }) => reason === 'Dependency');
    expect(waiting).toMatchObject({ jobId: jobIds[1], taskId: 0, state: 'queued', node: '' });
    const starts = log('short').filter((line) => line.startsWith('start'));
    expect(starts.map((line) => line.split(' ')[1]).sort()).toEqual(['0', '1', '2', '40']);
    expect(starts.at(-1)).toMatch(/^start 40/);
  });

  it('tells the exit code of a task that failed, and keeps its log', async () => {
    const [jobId] = await submit(job('fail'), [5]);
    await untilAll([jobId], 'failed');
    const expected = { jobId, taskId: 5, state: 'failed', exitCode: 3, signal: 0 };
    expect(await tasks([jobId])).toMatchObject([expected]);
    expect(readFileSync(join(folder, 'fail', 'logs', `${jobId}_5.log`), 'utf8')).toBe('it broke\n');
    // What accounting alone remembers, after the controller has forgotten.
    if (!limits.accounting) return;
    const forgetful: SlurmClient = {
      run: (program, ...rest) =>
        program === 'squeue'
          ? Promise.resolve({ code: 0, stdout: '{"jobs":[]}', stderr: '' })
          : client.run(program, ...rest),
    };
    await until('accounting knows', async () => (await taskStates(forgetful, [jobId], limits))[0]?.state === 'failed');
    expect(await taskStates(forgetful, [jobId], limits)).toMatchObject([expected]);
  });

  it('cancels tasks, and they do not requeue themselves', async () => {
    const [jobId] = await submit(job('resume', {}, 2), [10, 11, 12, 13]);
    await until('two start', () => log('resume').filter((line) => /^start 1[01] /.test(line)).length === 2);
    await cancelTasks(client, [{ jobId, taskIds: [10, 13] }]);
    await until('12 starts', () => log('resume').some((line) => line.startsWith('start 12')));
    // A task that never had a record of its own is forgotten when it is cancelled.
    await until('10 is cancelled', async () => (await states([jobId])).join() === 'cancelled,running,running');
    await cancelTasks(client, [{ jobId }]);
    await untilAll([jobId], 'cancelled');
    const own = log('resume').flatMap((line) => line.match(/^\w+ 1\d(?= )/) ?? []);
    expect(own.filter((line) => line.startsWith('start')).sort()).toEqual(['start 10', 'start 11', 'start 12']);
    // Slurm signals the program as well as its script, which passes the signal on: a program may be told twice.
    expect([...new Set(own.filter((line) => !line.startsWith('start')))].sort()).toEqual([
      'stop 10',
      'stop 11',
      'stop 12',
    ]);
  });

  it('requeues a task that stops with 130 after a warning, and resumes it', async () => {
    const [jobId] = await submit(job('resume', {}), [20]);
    await until('it starts', () => log('resume').some((line) => line.startsWith('start 20')));
    await slurmCommand(client, 'scancel', ['--batch', '--signal=TERM', `${jobId}_20`]);
    const seen = await untilAll([jobId], 'completed');
    expect(seen.some(([{ state }]) => state === 'requeued')).toBe(true);
    const own = log('resume').filter((line) => line.split(' ')[1] === '20');
    expect(own.map((line) => line.split(' ')[0])).toEqual(['start', 'stop', 'start', 'end']);
    expect(readFileSync(join(folder, 'resume', 'logs', `${jobId}_20.log`), 'utf8')).toContain(
      'run 20 stopped with 130',
    );
  });

  it('moves the tasks of a killed node to another one', async () => {
    const [jobId] = await submit(job('node', { options: ['--exclude=n3'], cpus: 8 }), [0, 1]);
    await until('both start', () => log('node').length === 2);
    const before = await tasks([jobId]);
    expect(before.map(({ node }) => node).sort()).toEqual(['n1', 'n2']);
    await killNode(cluster, 'n1');
    writeFileSync(join(folder, 'node', 'go'), '');
    const seen = await untilAll([jobId], 'completed');
    expect(seen.flat().some(({ state }) => state === 'requeued')).toBe(true);
    const ends = log('node').filter((line) => line.startsWith('end'));
    expect(ends.sort()).toEqual(['end 0 n2', 'end 1 n2']);
    await reviveNode(cluster, 'n1');
    const [again] = await submit(job('short', { options: ['--nodelist=n1'] }), [3]);
    await untilAll([again], 'completed');
  });

  it('warns a task before its time limit, so that it resumes', async () => {
    const [jobId] = await submit(job('resume', { minutes: 1 }), [7]);
    const seen = await untilAll([jobId], 'completed');
    expect(seen.at(-1)).toMatchObject([{ taskId: 7, state: 'completed', exitCode: 0, node: 'n3' }]);
    const own = log('resume').filter((line) => line.split(' ')[1] === '7');
    expect(own.map((line) => line.split(' ')[0])).toEqual(['start', 'stop', 'start', 'end']);
    expect(readdirSync(join(folder, 'resume', 'logs'))).toContain(`${jobId}_7.log`);
  });
});
