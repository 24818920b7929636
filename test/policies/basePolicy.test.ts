import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyPath } from '../../src/files/index.js';
import { loadBasePolicy, loadPolicyCheckpoint } from '../../src/policies/index.js';
import { baseRecipes, physicsTasks, tasks } from '../../src/tasks/index.js';
import { basePolicyContract } from '../contracts/basePolicy.js';

const TASKS = Object.keys(tasks);
/** What a task shows is for policies that see; one without recipes is there for its demonstrations. */
const isPlain = (task: string) =>
  tasks[task].spec.shows === undefined && task in physicsTasks && Object.keys(baseRecipes[task]).length > 0;
/** Of a task that is simulated elsewhere, a recipe may wait for its policy to be made. */
const isMade = (task: string, kind: string) => task in physicsTasks || existsSync(policyPath(task, kind));
/** Every other task that is simulated here has two learned policies; recipes say which has more. */
const learnedOf = (task: string) => [
  ...new Set([
    ...(isPlain(task) ? ['diffusion', 'cloning'] : []),
    ...Object.keys(baseRecipes[task]).filter((kind) => isMade(task, kind)),
  ]),
];

for (const task of TASKS)
  for (const kind of [...learnedOf(task), ...(isPlain(task) ? ['scripted'] : [])])
    basePolicyContract(task, kind, () => loadBasePolicy(task, { kind, batch: 4 }), tasks[task].missing?.());

describe('the committed checkpoints', () => {
  for (const task of TASKS)
    for (const kind of learnedOf(task))
      it(`${task}-${kind} says how it was made and how good it is`, () => {
        expect(existsSync(policyPath(task, kind))).toBe(true);
        const { config, evaluation, provenance } = loadPolicyCheckpoint(task, kind);
        expect(evaluation.episodes).toBe(200);
        expect(evaluation.success.estimate).toBeCloseTo(evaluation.successes / 200, 12);
        expect(provenance.command).toContain(`--task ${task} --kind ${kind} --demos ${config.demonstrations}`);
        expect(evaluation.success.estimate).toBeGreaterThanOrEqual(0.3);
        expect(evaluation.success.estimate).toBeLessThanOrEqual(0.6);
      });
});

describe('loadBasePolicy', () => {
  it('names the command that makes a missing checkpoint', async () => {
    const path = '/nowhere/policy.safetensors';
    await expect(loadBasePolicy('gantry-peg', { path })).rejects.toThrow(
      '`dawnlab train-base --task gantry-peg --kind diffusion`',
    );
  });

  it('refuses an expert that must know what a task only shows', async () => {
    await expect(loadBasePolicy('gantry-peg-rgb', { kind: 'scripted' })).rejects.toThrow(
      'it acts in gantry-peg. Take a policy that sees, for instance of the kind visual.',
    );
  });

  it('refuses a checkpoint of another task', async () => {
    const path = policyPath('gantry-peg', 'diffusion');
    await expect(loadBasePolicy('panda-peg', { path })).rejects.toThrow(/holds a diffusion policy for gantry-peg/);
  });
});
