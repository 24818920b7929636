import { describe, expect, it } from 'vitest';
import { createAgent } from '../../../src/agents/index.js';
import { completeRuns, runFolder, runId, runLabel, specIdentity } from '../../../src/runs/index.js';
import { runHash, runIdentity } from '../../../src/training/index.js';
import { spec } from '../specs.js';

describe('runId', () => {
  it('is the SHA-256 of canonical JSON, whatever the order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(spec()).reverse()) as unknown as ReturnType<typeof spec>;
    expect(runId(reversed)).toBe(runId(spec()));
    expect(runId(spec())).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with everything that determines numbers', () => {
    const { schedule, content } = spec();
    const others = [
      { seed: 2 },
      { schedule: { ...schedule, totalChunks: 104 } },
      { base: { kind: 'diffusion', sha256: '' } },
      { engine: 'eager' as const },
      { threads: 2 },
      { numerics: 'f'.repeat(16) },
      { content: { ...content, task: { ...content.task, horizon: 3 } } },
      { content: { ...content, agent: { ...content.agent, update: 'f'.repeat(16) } } },
      { content: { ...content, platform: 'elsewhere' } },
    ];
    const ids = [spec(), ...others.map(spec)].map(runId);
    expect(new Set(ids).size).toBe(others.length + 1);
  });

  it('does not change with what a run is called, where it belongs and how often it is saved', () => {
    const labels = { finding: 'other', agent: 'mine', variant: 'no-anchor', scale: 'full' as const };
    const schedule = { ...spec().schedule, checkpointEvery: 8 };
    const base = { ...spec().base, kind: 'mine' };
    expect(runId(spec({ ...labels, schedule, base }))).toBe(runId(spec()));
  });

  it('is that of the run which train would make', async () => {
    const { task, agent, knobs, schedule, seed, base, engine, threads } = spec();
    const parts = { task, agent: createAgent(agent, knobs), schedule, seed, baseKind: base.kind, engine, threads };
    expect(specIdentity(spec())).toEqual(await runIdentity(parts));
    expect(runId(spec())).toBe(runHash(await runIdentity(parts)));
  });
});

it('names runs and their directories for people, apart for each identity', () => {
  const variant = spec({ variant: 'no-anchor', base: { kind: 'cloning', sha256: '' }, seed: 7 });
  expect(runLabel(spec())).toBe('gantry-peg dawn seed 1');
  expect(runLabel(variant)).toBe('gantry-peg dawn/no-anchor over cloning seed 7');
  expect(runFolder(variant, '0123456789abcdef')).toBe('gantry-peg/dawn-no-anchor-seed7-0123456789');
});

it('runs of one arm are completed at once, and each with its own labels and seed', async () => {
  const asked = Array.from({ length: 300 }, (_, seed) => ({ ...spec(), seed, finding: `f${seed % 3}` }));
  const specs = await completeRuns([...asked, { ...spec(), knobs: { ...spec().knobs, lambda: 0.1 } }]);
  expect(specs.slice(0, 300)).toEqual(asked);
  expect(new Set(specs.map(({ content }) => content)).size).toBe(2);
});
