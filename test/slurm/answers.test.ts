import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jobsJson, submittedJob } from '../../src/runs/slurm/answers.js';
import { parseQueue } from '../../src/runs/slurm/queueJson.js';
import { siteLimits } from '../../src/runs/slurm/siteLimits.js';
import { submittedArrays } from '../../src/runs/slurm/slurmSweep.js';
import { submitArrays } from '../../src/runs/slurm/submitArrays.js';
import { parseAccounting } from '../../src/runs/slurm/taskStates.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { scripted } from './scripted.js';

const folder = temporaryFolder();
const banner = '----\n  Welcome to the Supercomputer, est. 1999\n--> Verifying valid submit host (login1)...OK\n';

describe('the number of a submitted job', () => {
  it.each([
    ['4711\n', 4711],
    [`${banner}4711\n`, 4711],
    [`4711\n${banner}`, 4711],
    ['4711;cluster2\n', 4711],
    ['Submitted batch job 4711\n', 4711],
    ['Submitted batch job 4711 on cluster two\r\n', 4711],
    ['100\n4711\n\n', 4711],
  ])('is read from %j', (answer, id) => {
    expect(submittedJob(answer, 'sweep')).toBe(id);
  });

  it.each([[''], ['\n \n'], [banner], ['0'], ['-5'], ['4711 jobs wait'], ['NaN'], ['job 4711']])(
    'is missing from %j, and the error shows what came and how to find the job',
    (answer) => {
      const call = () => submittedJob(answer, 'dawnlab sweep');
      expect(call).toThrow(answer.trim() ? JSON.stringify(answer.trim()) : 'sbatch answered nothing;');
      expect(call).toThrow(/may have been taken all the same.*squeue --me --name='dawnlab sweep'/);
    },
  );

  it('is noted array by array, and what came before an unreadable answer is cancelled', async () => {
    const resources = { cpus: 1, memoryMegabytes: 100, minutes: 60 };
    const job = {
      name: 'sweep',
      command: ['run'],
      workingDirectory: folder,
      logFolder: join(folder, 'logs'),
      resources,
    };
    const answers = ['7\n', 'maintenance on Monday\n'];
    const { client, asked } = scripted((program) => (program === 'sbatch' ? { stdout: answers.shift() } : {}));
    const noted: number[][] = [];
    const note = (arrays: readonly { jobId: number }[]) => noted.push(arrays.map(({ jobId }) => jobId));
    await expect(submitArrays(client, job, [0, 9], { maxArraySize: 5 }, note)).rejects.toThrow(/maintenance on Monday/);
    expect(noted).toEqual([[7]]);
    expect(asked.at(-1)).toEqual(['scancel', '--quiet', '7']);
  });

  it('in the list of a sweep is one', () => {
    mkdirSync(join(folder, 'sweep', 'slurm'), { recursive: true });
    const file = join(folder, 'sweep', 'slurm', 'submitted.json');
    const read = () => submittedArrays(join(folder, 'sweep', 'plan.json'));
    for (const text of ['[{"offset":0,"indices":[0],"jobId":null}]', '[{"offset"', '']) {
      writeFileSync(file, text);
      expect(read).toThrow(/submitted\.json is no list of submitted arrays: .*squeue --me/);
    }
  });
});

describe('answers of squeue, sacct and scontrol', () => {
  const { queue } = JSON.parse(readFileSync(join('test', 'golden', 'slurm.json'), 'utf8'));
  const plain = parseQueue(JSON.stringify(queue), new Set([1]));

  it('are found among what a site prints around them', () => {
    expect(parseQueue(`${banner}${JSON.stringify(queue, null, 2)}\n`, new Set([1]))).toEqual(plain);
    expect(
      parseQueue(`{ a greeting }\n${JSON.stringify(queue)}\nbye }\n`.replace('bye }', 'bye'), new Set([1])),
    ).toEqual(plain);
    expect(jobsJson('squeue', '{"jobs":[]}')).toEqual([]);
    expect(parseAccounting(`${banner}9_3|COMPLETED|0:0|None|n1\n`)).toHaveLength(1);
  });

  it.each([[''], ['slurm_load_jobs: warning'], ['{"jobs":'], ['{"jobs":null}'], ['{}'], ['[]']])(
    'that are %j are refused with what came',
    (answer) => {
      expect(() => parseQueue(answer, new Set([1]))).toThrow(/squeue answered .*; expected JSON with a list of jobs/);
    },
  );

  it('are refused where a record of ours is of another form; those of others are passed over', () => {
    const other = JSON.stringify({ jobs: [{ array_job_id: 2, job_state: 7 }] });
    expect(parseQueue(other, new Set([1]))).toEqual([]);
    expect(() => parseQueue(other, new Set([2]))).toThrow(
      /squeue answered .*array_job_id.*see array_task_id, .*Please report it/,
    );
    expect(() => parseAccounting('9_3|COMPLETED|0:0\n')).toThrow(/sacct answered "9_3\|COMPLETED\|0:0"/);
  });

  it('without the settings of a site are no site without arrays', async () => {
    const { client } = scripted(() => ({ stdout: banner }));
    await expect(siteLimits(client)).rejects.toThrow(
      /scontrol answered .*Welcome.*expected settings with MaxArraySize/,
    );
  });
});
