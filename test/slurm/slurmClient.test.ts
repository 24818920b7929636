import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArrayJob } from '../../src/runs/slurm/arrayScript.js';
import { siteLimits } from '../../src/runs/slurm/siteLimits.js';
import { slurmClient, slurmCommand } from '../../src/runs/slurm/slurmClient.js';
import { cancelTasks, submitArrays } from '../../src/runs/slurm/submitArrays.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { scripted } from './scripted.js';

/** What Slurm 22.05 printed; made by test/slurm/record.test.ts. */
const recorded = JSON.parse(readFileSync(join('test', 'golden', 'slurm.json'), 'utf8'));
const folder = temporaryFolder();

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
