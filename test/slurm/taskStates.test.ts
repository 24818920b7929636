import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseQueue } from '../../src/runs/slurm/queueJson.js';
import { taskState } from '../../src/runs/slurm/taskState.js';
import { parseAccounting, taskStates } from '../../src/runs/slurm/taskStates.js';
import { scripted } from './scripted.js';

/** What Slurm 22.05 printed; made by test/slurm/record.test.ts. */
const recorded = JSON.parse(readFileSync(join('test', 'golden', 'slurm.json'), 'utf8'));

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
