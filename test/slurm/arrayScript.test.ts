import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArrayJob, arrayScript } from '../../src/runs/slurm/arrayScript.js';
import { splitArrays } from '../../src/runs/slurm/splitArrays.js';
import { formatTaskIds, parseTaskIds } from '../../src/runs/slurm/taskIds.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const job: ArrayJob = {
  name: 'cold start',
  command: ['/opt/node/bin/node', 'dist/cli/main.js', 'sweep', 'run', "it's $HOME/plan.json"],
  workingDirectory: '/home/ada/my "lab"',
  logFolder: '/home/ada/100%/logs',
  resources: { cpus: 1, memoryMegabytes: 1500, minutes: 240, partition: 'cpu', account: 'rl', options: ['--qos=long'] },
  concurrency: 50,
  setup: ['module load nodejs'],
};

describe('formatTaskIds and parseTaskIds', () => {
  it.each([
    [[], ''],
    [[3], '3'],
    [[0, 1, 2, 3, 4, 7], '0-4,7'],
    [[0, 2, 4], '0,2,4'],
  ])('writes %j as "%s" and reads it again', (ids, text) => {
    expect(formatTaskIds(ids)).toBe(text);
    expect(parseTaskIds(text)).toEqual(ids);
  });

  it('reads caps, brackets and steps, and refuses what Slurm has shortened', () => {
    expect(parseTaskIds('[2-3,6%2]')).toEqual([2, 3, 6]);
    expect(parseTaskIds('1-8:3')).toEqual([1, 4, 7]);
    expect(() => parseTaskIds('1,3,5,...')).toThrow('"1,3,5,..."');
  });
});

describe('splitArrays', () => {
  it.each([
    [[], []],
    [[0, 1, 9], [{ offset: 0, indices: [0, 1, 9] }]],
    [
      [0, 1, 9, 10, 19, 20],
      [
        { offset: 0, indices: [0, 1, 9] },
        { offset: 10, indices: [10, 19] },
        { offset: 20, indices: [20] },
      ],
    ],
    [[5, 12], [{ offset: 5, indices: [5, 12] }]],
    [[9999], [{ offset: 9999, indices: [9999] }]],
  ])('cuts %j for a limit of 10', (indices, slices) => {
    expect(splitArrays(indices, 10)).toEqual(slices);
  });

  it('keeps every run of a plan of 10,000, with task ids below the limit', () => {
    const indices = Array.from({ length: 10_000 }, (_, i) => i);
    const slices = splitArrays(indices, 1001);
    expect(slices).toHaveLength(10);
    expect(slices.flatMap((slice) => slice.indices)).toEqual(indices);
    for (const { offset, indices: own } of slices)
      expect(own.every((i) => i >= offset && i - offset < 1001)).toBe(true);
  });

  it.each([[[1, 1]], [[2, 1]], [[-1]], [[0.5]]])('refuses %j', (indices) => {
    expect(() => splitArrays(indices, 10)).toThrow('ascending integers');
  });
});

describe('arrayScript', () => {
  it('asks for what the job needs', () => {
    const lines = arrayScript(job, { offset: 2000, indices: [2000, 2001, 2005] }).split('\n');
    expect(lines[0]).toBe('#!/bin/bash');
    expect(lines.filter((line) => line.startsWith('#SBATCH'))).toEqual([
      '#SBATCH --job-name="cold start"',
      '#SBATCH --array=0-1,5%50',
      '#SBATCH --chdir="/home/ada/my \\"lab\\""',
      '#SBATCH --output=/home/ada/100%%/logs/%A_%a.log',
      '#SBATCH --open-mode=append',
      '#SBATCH --requeue',
      '#SBATCH --signal=B:TERM@90',
      '#SBATCH --nodes=1',
      '#SBATCH --ntasks=1',
      '#SBATCH --cpus-per-task=1',
      '#SBATCH --mem=1500M',
      '#SBATCH --time=240',
      '#SBATCH --partition=cpu',
      '#SBATCH --account=rl',
      '#SBATCH --qos=long',
    ]);
    expect(lines).toContain('module load nodejs');
  });

  it('warns within the time limit however short that is', () => {
    const short = { ...job, resources: { ...job.resources, minutes: 2 } };
    expect(arrayScript(short, { offset: 0, indices: [0] })).toContain('--signal=B:TERM@40\n');
  });

  it('refuses a line break in an option, which would end it', () => {
    const broken = { ...job, name: 'a\n#SBATCH --uid=0' };
    expect(() => arrayScript(broken, { offset: 0, indices: [0] })).toThrow('--job-name');
  });
});

describe('the body of the script', () => {
  const folder = temporaryFolder();
  // Stand-ins for Slurm's commands: `squeue` tells the state in `state`, `scontrol` notes what it is asked.
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, body] of [
    ['squeue', `cat '${folder}/state'`],
    ['scontrol', `echo "$@" >> '${folder}/asked'`],
  ]) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }

  function runScript(program: string, state = 'RUNNING') {
    writeFileSync(join(folder, 'state'), state);
    writeFileSync(join(folder, 'asked'), '');
    const script = join(folder, 'script.sh');
    const command = ['bash', '-c', program, "it's a run"];
    writeFileSync(script, arrayScript({ ...job, command, setup: [] }, { offset: 40, indices: [42] }));
    const env = { PATH: `${bin}:${process.env.PATH}`, SLURM_ARRAY_JOB_ID: '7', SLURM_ARRAY_TASK_ID: '2' };
    const { status, stdout } = spawnSync('bash', [script], { env, encoding: 'utf8' });
    return { status, stdout, asked: readFileSync(join(folder, 'asked'), 'utf8') };
  }

  // The script's process is the parent of the program's.
  const warn = 'kill -TERM $PPID;';
  const stops = (code: number) => `trap 'exit ${code}' TERM; ${warn} for i in {1..100}; do sleep 0.05; done`;

  it('is bash', () => {
    writeFileSync(join(folder, 'whole.sh'), arrayScript(job, { offset: 0, indices: [0] }));
    execFileSync('bash', ['-n', join(folder, 'whole.sh')]);
  });

  it('passes on the index, the words of the command and the exit code', () => {
    const { status, stdout, asked } = runScript('echo "$0|$1|$2"; exit 3');
    expect({ status, stdout, asked }).toEqual({ status: 3, stdout: "it's a run|--index|42\n", asked: '' });
  });

  it.each([130, 143])('requeues its own task when a warned run ends with %i', (code) => {
    const { status, stdout, asked } = runScript(stops(code));
    expect(status).toBe(code);
    expect(stdout).toBe(`run 42 stopped with ${code} before the time limit: requeued\n`);
    expect(asked).toBe('requeue 7_2\n');
  });

  it('does not requeue a run that was cancelled, failed, or completed after the warning', () => {
    expect(runScript(stops(130), 'CANCELLED').asked).toBe('');
    expect(runScript(stops(1))).toMatchObject({ status: 1, asked: '' });
    expect(runScript(`trap '' TERM; ${warn} sleep 0.3; exit 0`)).toMatchObject({ status: 0, asked: '' });
  });

  it('does not requeue a run that ends with 130 unasked', () => {
    expect(runScript('exit 130')).toMatchObject({ status: 130, asked: '' });
  });
});
