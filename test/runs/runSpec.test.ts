import { describe, expect, it } from 'vitest';
import { runFolder, runId, runLabel } from '../../src/runs/index.js';
import { spec } from './specs.js';

describe('runId', () => {
  it('is the SHA-256 of canonical JSON, whatever the order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(spec()).reverse()) as unknown as ReturnType<typeof spec>;
    expect(runId(reversed)).toBe(runId(spec()));
    expect(runId(spec())).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with everything that a run is', () => {
    const { knobs, schedule } = spec();
    const others = [
      { finding: 'other' },
      { task: 'panda-peg' },
      { agent: 'vanilla' },
      { variant: 'no-anchor' },
      { scale: 'full' as const },
      { seed: 2 },
      { knobs: { ...knobs, lambda: 0.1 } },
      { schedule: { ...schedule, totalChunks: 104 } },
      { base: { kind: 'cloning', sha256: '' } },
      { engine: 'eager' as const },
      { threads: 2 },
      { numerics: 'f'.repeat(16) },
    ];
    const ids = [spec(), ...others.map(spec)].map(runId);
    expect(new Set(ids).size).toBe(others.length + 1);
  });
});

it('names runs and their directories for people, apart for each identity', () => {
  const variant = spec({ variant: 'no-anchor', base: { kind: 'cloning', sha256: '' }, seed: 7 });
  expect(runLabel(spec())).toBe('gantry-peg dawn seed 1');
  expect(runLabel(variant)).toBe('gantry-peg dawn/no-anchor over cloning seed 7');
  expect(runFolder(variant, '0123456789abcdef')).toBe('gantry-peg/dawn-no-anchor-seed7-0123456789');
});
