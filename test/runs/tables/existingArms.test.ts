import { describe, expect, it } from 'vitest';
import { existingArms, meanProbe, type RecordedRun, runOfRecords } from '../../../src/runs/index.js';
import { shortRun } from '../records.js';

const recorded = runOfRecords(shortRun('dawn', 1, 'completed'));
const run = (over: Partial<RecordedRun> = {}, base = 'diffusion'): RecordedRun => ({
  ...recorded,
  ...over,
  start: { ...recorded.start, base },
});

describe('existingArms', () => {
  const table = { runs: [run({ seed: 1 }), run({ seed: 2 }), run({ variant: 'none' })] };
  const arm = (label: string, variant?: string) => ({ label, agent: 'dawn', ...(variant && { variant }) });
  const wanted = [arm('plain', 'none'), arm('absent', 'rmsNorm'), arm('default')];

  it('keeps the arms that have runs, in the order given', () => {
    expect(existingArms(table, wanted).map(({ label }) => label)).toEqual(['plain', 'default']);
    expect(existingArms(table, wanted, 2).map(({ label }) => label)).toEqual(['default']);
    expect(existingArms([], wanted)).toEqual([]);
  });

  it('tells base policies apart', () => {
    const two = { runs: [run(), run({}, 'cloning')] };
    const over = (base: string) => ({ label: base, agent: 'dawn', base });
    expect(existingArms(two, [over('cloning'), over('scripted')])).toEqual([over('cloning')]);
    expect(() => existingArms(two, [arm('default')])).toThrow(/cloning/);
  });
});

describe('meanProbe', () => {
  it('is the mean from the first update on, without what was not measured', () => {
    const probes = { updates: [0, 0, 400, 800, 1200], effectiveRank: [37, 37, 4, null, 6] };
    expect(meanProbe('effectiveRank')(run({ probes }))).toBe(5);
  });

  it('is no number where nothing was measured', () => {
    expect(meanProbe('effectiveRank')(run())).toBeNaN();
    expect(meanProbe('other')(run({ probes: { updates: [400] } }))).toBeNaN();
  });
});
