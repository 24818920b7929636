import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readRecords } from '../../src/training/records.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = temporaryFolder();

function dawnlab(...args: string[]): { status: number | null; lines: string[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n'), stderr };
}

const isRate = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;

const GANTRY = ['train', '--task', 'gantry-peg', '--agent', 'dawn'];

it('was built', () => {
  expect(existsSync(MAIN), "run 'npm run build' first").toBe(true);
});

it('train, then evaluate, each end with one JSON object', () => {
  const train = [...GANTRY, '--seed', '5', '--scale', 'smoke', '--schedule', '{"probeEpisodes":2}', '--json'];
  const trained = dawnlab(...train, '--out', 'run');
  expect(trained).toMatchObject({ status: 0, stderr: '' });
  const { task, agent, seed, baseSuccess, finalSuccess, curve, seconds, updatesPerSecond } = JSON.parse(
    trained.lines.at(-1)!,
  );
  expect({ task, agent, seed }).toEqual({ task: 'gantry-peg', agent: 'dawn', seed: 5 });
  expect([baseSuccess, finalSuccess].every(isRate)).toBe(true);
  expect(finalSuccess).toBe(curve.at(-1).success);
  expect(curve.map(({ chunks, updates }: Record<string, number>) => [chunks, updates])).toEqual([
    [0, 0],
    [160, 0],
    [320, 160],
  ]);
  expect(curve[2].primitiveSteps).toBeGreaterThan(320);
  expect(curve[2].primitiveSteps).toBeLessThanOrEqual(4 * 320);
  expect(updatesPerSecond).toBeCloseTo(160 / seconds, 6);

  const again = dawnlab(...train, '--out', 'run');
  expect(JSON.parse(again.lines.at(-1)!)).toEqual(JSON.parse(trained.lines.at(-1)!));
  expect(again.lines.filter((line) => line.startsWith('agent'))).toHaveLength(3);

  const evaluated = dawnlab('evaluate', 'run', '--episodes', '6', '--json');
  expect(evaluated).toMatchObject({ status: 0, stderr: '' });
  const result = JSON.parse(evaluated.lines.at(-1)!);
  expect(result).toMatchObject({ task: 'gantry-peg', agent: 'dawn', seed: 5, episodes: 6, firstSeed: 2_000_000 });
  for (const { estimate, low, high } of [result.success.base, result.success.agent])
    expect(low <= estimate && estimate <= high && isRate(low) && isRate(high)).toBe(true);
  expect(Math.round(6 * (result.success.agent.estimate - result.success.base.estimate))).toBe(
    result.mended - result.broken,
  );
});

it("critic reports of an exported run what the run's own probes recorded", () => {
  const { status, stderr, lines } = dawnlab('critic', '--run', 'run', '--policy', 'base', '--episodes', '2', '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { grounding, layers, discrimination, model, page } = JSON.parse(lines.at(-1)!);
  expect([model, page].every((file) => existsSync(resolve(folder, file)))).toBe(true);
  const records = readRecords(join(folder, 'run', 'metrics.jsonl'));
  const { values } = records.findLast((record) => record.kind === 'probe')!;
  const pairs = [
    [grounding.errorHigh, values.baseErrorHigh],
    [grounding.meanQ, values.baseQ],
    [discrimination, values.discrimination],
    ...layers.map(({ sensitivity }: Record<string, number>, i: number) => [sensitivity, values[`sensitivity${i + 1}`]]),
    [layers.at(-1).effectiveRank, values.effectiveRank],
  ];
  for (const [reported, recorded] of pairs) expect(Math.abs(reported - recorded)).toBeLessThan(1e-5);
});

it('train takes several seeds in one program, each with a directory that stands by itself', () => {
  const args = [...GANTRY, '--scale', 'smoke', '--seeds', '1-2', '--chunks', '160', '--out', 'seeds', '--json'];
  const { status, stderr, lines } = dawnlab(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { runs } = JSON.parse(lines.at(-1)!);
  expect(runs.map(({ seed, status }: Record<string, unknown>) => [seed, status])).toEqual([
    [1, 'completed'],
    [2, 'completed'],
  ]);
  expect(lines.filter((line) => line.startsWith('seed 2  agent'))).toHaveLength(runs[1].curve.length);
  const manifest = JSON.parse(readFileSync(join(folder, 'seeds', 'seed-2', 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ status: 'completed', spec: { seed: 2, together: 2 } });
});

it.each([
  [[...GANTRY, '--seeds', '1-3,2'], /Seed 2 stands there twice/],
  [[...GANTRY, '--seeds', '3-1'], /'3-1' is no stretch of seeds/],
  [
    ['train', '--task', 'gantry-peg', '--agent', 'dwan'],
    /no agent 'dwan'; there are dawn, policyDecorator, vanilla, resfit/,
  ],
  [
    ['train', '--task', 'moon', '--agent', 'dawn'],
    /no preset for 'moon'; there are gantry-peg, gantry-peg-rgb, panda-peg/,
  ],
  [['train', '--task', 'gantry-peg', '--agent', 'dawn', '--base', 'x'], /no x policy for gantry-peg .*train-base/],
  [['train', '--task', 'gantry-peg', '--agent', 'dawn', '--seed', '1.5'], /'1.5' is no integer/],
  [[...GANTRY, '--knobs', '{"lamda":0.1}'], /no knob 'lamda'; there are lambda, .*Did you mean 'lambda'\?/],
  [[...GANTRY, '--schedule', '{"totalChunk":160}'], /no schedule entry 'totalChunk'.*Did you mean 'totalChunks'\?/],
  [[...GANTRY, '--out', '/proc/dawnlab/run'], /EACCES|No folder can be made in \/proc/],
  [['evaluate', 'nowhere'], /nowhere holds no checkpoint\. Train there first/],
])('%j is answered with what to do, and exit code 1', (args, message) => {
  const { status, stderr } = dawnlab(...args);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});
