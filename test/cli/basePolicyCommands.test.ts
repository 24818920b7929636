import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { demonstrationsCommand } from '../../src/cli/commands/demonstrations.js';
import { trainBaseCommand } from '../../src/cli/commands/trainBase.js';
import { learnedPolicy, loadDemonstrations, loadPolicyCheckpoint } from '../../src/policies/index.js';

const folder = mkdtempSync(join(tmpdir(), 'dawnlab-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Runs a command and returns the JSON object of its last line. */
async function run(command: Command, ...args: string[]): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await command.exitOverride().parseAsync([...args, '--json'], { from: 'user' });
  return JSON.parse(lines.at(-1) as string);
}

describe('dawnlab demonstrations', () => {
  it('records, writes and says what it wrote', async () => {
    const out = join(folder, 'demonstrations.safetensors');
    const args = ['--task', 'gantry-peg', '--episodes', '2', '--first-seed', '70', '--out', out];
    const result = await run(demonstrationsCommand(), ...args);
    expect(result).toMatchObject({ task: 'gantry-peg', episodes: 2, failedSeeds: [], path: out });
    const { seeds, actions } = await loadDemonstrations('gantry-peg', out);
    expect([...seeds.data]).toEqual([70, 71]);
    expect(actions.shape[0]).toBe(result.steps);
  });
});

describe('dawnlab train-base', () => {
  it('trains, measures and writes a checkpoint that names its command', async () => {
    const out = join(folder, 'policy.safetensors');
    const args = ['--task', 'gantry-peg', '--kind', 'cloning', '--demos', '2', '--steps', '3', '--episodes', '2'];
    const result = await run(trainBaseCommand(), ...args, '--out', out);
    expect(result).toMatchObject({ task: 'gantry-peg', kind: 'cloning', demonstrations: 2, updates: 3, path: out });
    const { params, config, evaluation, provenance } = loadPolicyCheckpoint('gantry-peg', 'cloning', out);
    expect(config).toMatchObject({ demonstrations: 2, seed: 1, training: { steps: 3 } });
    expect(evaluation.episodes).toBe(2);
    expect(provenance.command).toBe(
      'dawnlab train-base --task gantry-peg --kind cloning --demos 2 --steps 3 --seed 1 --episodes 2',
    );
    await expect(learnedPolicy({ params }, { ...config, obsDim: 3 })).rejects.toThrow(
      /trained on observations of 3 entries/,
    );
  });

  it('refuses an unknown kind and names those that there are', async () => {
    const unknown = run(trainBaseCommand(), '--task', 'gantry-peg', '--kind', 'oracle');
    await expect(unknown).rejects.toThrow(/no learned base policy 'oracle'; there are diffusion, cloning, transformer/);
  });
});
