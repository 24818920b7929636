import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArrayJob } from '../../src/runs/slurm/arrayScript.js';
import { parseQueue } from '../../src/runs/slurm/queueJson.js';
import { siteLimits } from '../../src/runs/slurm/siteLimits.js';
import { type CommandResult, type SlurmClient, slurmClient, slurmCommand } from '../../src/runs/slurm/slurmClient.js';
import { cancelTasks, submitArrays } from '../../src/runs/slurm/submitArrays.js';
import { taskState } from '../../src/runs/slurm/taskState.js';
import { parseAccounting, taskStates } from '../../src/runs/slurm/taskStates.js';
import { temporaryFolder } from '../notebook/notebooks.js';

/** What Slurm 22.05 printed; made by test/slurm/record.test.ts. */
const recorded = JSON.parse(readFileSync(join('test', 'golden', 'slurm.json'), 'utf8'));
const folder = temporaryFolder();

/** A client that answers from a list, and the commands that it was given. */
function scripted(answer: (program: string, args: readonly string[]) => Partial<CommandResult>) {
  const asked: string[][] = [];
  const inputs: string[] = [];
  const client: SlurmClient = {
    run: async (program, args, input = '') => {
      asked.push([program, ...args]);
      inputs.push(input);
      return { code: 0, stdout: '', stderr: '', ...answer(program, args) };
    },
  };
  return { client, asked, inputs };
}

const print = (stdout: string) => scripted(() => ({ stdout })).client;

describe('slurmCommand', () => {
  it('says what to do where there is no Slurm', async () => {
    const client = slurmClient({ PATH: folder });
    await expect(slurmCommand(client, 'squeue', [])).rejects.toThrow(/no squeue here.*slurm-client.*--engine local/);
  });

  it('says which command failed, and what it said', async () => {
    const { client } = scripted(() => ({
      code: 1,
      stderr: 'slurm_load_jobs error: Unable to contact slurm controller\n',
    }));
    const message = 'squeue --me failed with 1: slurm_load_jobs error: Unable to contact slurm controller';
    await expect(slurmCommand(client, 'squeue', ['--me'])).rejects.toThrow(message);
  });

  it('hands over the input and the environment', async () => {
    const client = slurmClient({ ...process.env, GREETING: 'hello' });
    expect(await slurmCommand(client, 'bash', ['-c', 'cat; echo "$GREETING $SLURM_BITSTR_LEN"'], 'in\n')).toBe(
      'in\nhello 0\n',
    );
  });
});

describe('siteLimits', () => {
  it('reads a configuration', async () => {
    const limits = { version: '22.05.8', maxArraySize: 31, minJobAge: 300, accounting: true };
    expect(await siteLimits(print(recorded.config))).toEqual(limits);
    const without = recorded.config.replace('accounting_storage/slurmdbd', '(null)');
    expect((await siteLimits(print(without))).accounting).toBe(false);
  });

  it('refuses a site without arrays', async () => {
    await expect(siteLimits(print('MaxArraySize            = 0\n'))).rejects.toThrow(/no job arrays.*"0"/);
  });
});

describe('taskStates', () => {
  const waiting = { reason: 'JobArrayTaskLimit', exitCode: 0, signal: 0, node: '' };

  it('reads the queue of Slurm 22.05, whose waiting tasks share a record', () => {
    const tasks = parseQueue(JSON.stringify(recorded.queue), new Set([1]));
    expect(tasks.map(({ taskId, state }) => `${taskId} ${state}`)).toEqual([
      '0 completed',
      '1 failed',
      '2 failed',
      '3 cancelled',
      '4 requeued',
      '5 running',
      '6 running',
      '7 queued',
      '8 queued',
      '9 queued',
    ]);
    expect(tasks[1]).toMatchObject({ jobId: 1, reason: 'NonZeroExitCode', exitCode: 3, signal: 0, node: 'n1' });
    expect(tasks[2]).toMatchObject({ exitCode: 0, signal: 9 });
    expect(tasks[9]).toEqual({ jobId: 1, taskId: 9, state: 'queued', ...waiting });
    expect(parseQueue(JSON.stringify(recorded.queue), new Set([2]))).toEqual([]);
  });

  // The forms of data_parser v0.0.39 (23.02), v0.0.40 (23.11) and v0.0.41 (24.05).
  const number = (value: number) => ({ set: true, infinite: false, number: value });
  const nothing = { set: false, infinite: false, number: 0 };
  const code = (value: number) => ({ status: ['ERROR'], return_code: number(value) });
  const common = { array_job_id: number(9), state_reason: 'None', restart_cnt: 0, nodes: 'n1' };
  const one = { ...common, array_task_id: number(0), array_task_string: '' };
  it.each([
    ['23.02', { ...one, job_state: 'FAILED', exit_code: number(768) }, 'failed', 3, 0],
    ['23.02', { ...one, job_state: 'CANCELLED', exit_code: number(15) }, 'cancelled', 0, 15],
    [
      '23.11',
      { ...one, job_state: ['FAILED'], exit_code: { ...code(3), signal: { signal_id: nothing } } },
      'failed',
      3,
      0,
    ],
    ['24.05', { ...one, job_state: ['FAILED'], exit_code: { ...code(3), signal: { id: nothing } } }, 'failed', 3, 0],
    [
      '24.05',
      { ...one, job_state: ['TIMEOUT'], exit_code: { ...code(0), signal: { id: number(15) } } },
      'timeout',
      0,
      15,
    ],
    ['24.05', { ...one, job_state: ['PENDING', 'REQUEUED'], exit_code: code(0) }, 'requeued', 0, 0],
    ['24.05', { ...one, job_state: ['CANCELLED', 'COMPLETING'], exit_code: code(0) }, 'cancelled', 0, 0],
  ])('reads the queue of Slurm %s: %j', (_, record, state, exitCode, signal) => {
    const tasks = parseQueue(JSON.stringify({ jobs: [record] }), new Set([9]));
    expect(tasks).toEqual([{ jobId: 9, taskId: 0, state, reason: 'None', exitCode, signal, node: 'n1' }]);
  });

  it('reads the waiting tasks of Slurm 24.05', () => {
    const pending = {
      job_state: ['PENDING'],
      exit_code: code(0),
      array_task_id: nothing,
      array_task_string: '2-3,6%2',
    };
    const tasks = parseQueue(JSON.stringify({ jobs: [{ ...common, ...pending }] }), new Set([9]));
    expect(tasks.map(({ taskId, state }) => [taskId, state])).toEqual([2, 3, 6].map((id) => [id, 'queued']));
  });

  it('reads accounting', () => {
    const tasks = parseAccounting(`${recorded.accounting}11|COMPLETED|0:0|None|n1\n`);
    const of = (id: number) => tasks.find(({ taskId }) => taskId === id);
    expect(tasks).toHaveLength(10);
    expect(of(1)).toEqual({ jobId: 1, taskId: 1, state: 'failed', reason: 'None', exitCode: 3, signal: 0, node: 'n1' });
    expect(of(2)).toMatchObject({ state: 'failed', exitCode: 0, signal: 9 });
    expect(of(3)).toMatchObject({ state: 'cancelled' });
    expect(of(9)).toEqual({ jobId: 1, taskId: 9, state: 'queued', ...waiting });
  });

  it('believes the controller, and accounting where the controller has forgotten', async () => {
    const [first, ...later] = recorded.queue.jobs;
    const { client, asked } = scripted((program) => ({
      stdout: program === 'sacct' ? recorded.accounting : JSON.stringify({ jobs: later }),
    }));
    const tasks = await taskStates(client, [1], { accounting: true });
    expect(first.array_task_id).toBe(0);
    expect(tasks.map(({ taskId }) => taskId)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    // Accounting calls 4 queued and has a stale reason for 2.
    expect(tasks[4].state).toBe('requeued');
    expect(tasks[2].reason).toBe('JobLaunchFailure');
    expect(asked.map(([program]) => program)).toEqual(['sacct', 'squeue']);
    expect(await taskStates(client, [1], { accounting: false })).toHaveLength(9);
    expect(await taskStates(client, [], { accounting: true })).toEqual([]);
  });

  it('knows what it does not know', () => {
    expect(() => taskState(['DANCING'], 0)).toThrow('DANCING');
  });
});

describe('submitArrays and cancelTasks', () => {
  const job: ArrayJob = {
    name: 'sweep',
    command: ['run'],
    workingDirectory: folder,
    logFolder: join(folder, 'some', 'logs'),
    resources: { cpus: 1, memoryMegabytes: 100, minutes: 60 },
    concurrency: 5,
  };

  it('submits arrays that wait for each other, so that the cap holds for all', async () => {
    let next = 100;
    const { client, asked, inputs } = scripted(() => ({ stdout: `${++next};cluster\n` }));
    expect(await submitArrays(client, job, [0, 30, 31, 62], { maxArraySize: 31 })).toEqual([
      { jobId: 101, offset: 0, indices: [0, 30] },
      { jobId: 102, offset: 31, indices: [31] },
      { jobId: 103, offset: 62, indices: [62] },
    ]);
    expect(asked).toEqual([
      ['sbatch', '--parsable'],
      ['sbatch', '--parsable', '--dependency=afterany:101'],
      ['sbatch', '--parsable', '--dependency=afterany:102'],
    ]);
    expect(inputs[0]).toContain('#SBATCH --array=0,30%5\n');
    expect(existsSync(job.logFolder)).toBe(true);
    const { client: free, asked: withoutCap } = scripted(() => ({ stdout: '7' }));
    await submitArrays(free, { ...job, concurrency: undefined }, [0, 31], { maxArraySize: 31 });
    expect(withoutCap).toEqual([
      ['sbatch', '--parsable'],
      ['sbatch', '--parsable'],
    ]);
  });

  it('leaves nothing behind when an array is refused', async () => {
    const refusal = { code: 1, stderr: 'sbatch: error: QOSMaxSubmitJobPerUserLimit' };
    const { client, asked } = scripted((_, args) =>
      args.length > 1 && args[1].startsWith('--dep') ? refusal : { stdout: '8' },
    );
    const submitted = submitArrays(client, job, [0, 31], { maxArraySize: 31 });
    await expect(submitted).rejects.toThrow('QOSMaxSubmitJobPerUserLimit');
    expect(asked.at(-1)).toEqual(['scancel', '--quiet', '8']);
  });

  it('cancels arrays and tasks of arrays in one command, and nothing by none', async () => {
    const { client, asked } = scripted(() => ({}));
    await cancelTasks(client, [{ jobId: 8 }, { jobId: 9, taskIds: [0, 1, 2, 7] }, { jobId: 10, taskIds: [] }]);
    await cancelTasks(client, []);
    expect(asked).toEqual([['scancel', '--quiet', '8', '9_[0-2,7]']]);
  });
});
