import { expect, it } from 'vitest';
import type { Probe, ProbeViews, Traces } from '../../src/training/index.js';
import { measureProbes, statesOf, tracedOf } from '../../src/training/probe/measureProbes.js';
import { trialViews } from '../../src/training/probe/probeIdentity.js';
import { describeValue } from '../../src/training/probe/probes.js';

const dims = { featureDim: 5, chunkDim: 4 };

/** What every probe does, whoever wrote it. */
export function probeContract(probe: Probe): void {
  const measure = (views: ProbeViews, traces: Traces) => measureProbes([probe], views, traces);

  it('says the same of the same views', async () => {
    const [first, second] = [trialViews(dims), trialViews(dims)];
    const values = await measure(first.views, first.traces);
    expect(await measure(second.views, second.traces)).toEqual(values);
    expect(Object.keys(values)).not.toEqual([]);
  });

  it('measures what it describes, within its range', async () => {
    const { views, traces } = trialViews(dims);
    for (const [name, value] of Object.entries(await measure(views, traces))) {
      const described = describeValue(name, [probe]);
      const [low, high] = described?.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      expect(described?.quantity, name).toBeTruthy();
      expect(Number.isFinite(value), name).toBe(true);
      expect(value >= low && value <= high, `${name} = ${value}`).toBe(true);
    }
  });

  it('asks for every view that it needs, and for no other', async () => {
    const { views, traces } = trialViews(dims);
    const asked = new Set<string>();
    const watched = Object.fromEntries(
      Object.entries(views).map(([name, ask]) => {
        const noted = (...given: never[]) => {
          asked.add(name);
          return (ask as (...given: never[]) => unknown)(...given);
        };
        return [name, noted];
      }),
    ) as unknown as ProbeViews;
    await probe.measure(watched, traces);
    expect([...asked].sort()).toEqual([...probe.needs].sort());
  });

  it('leaves its values out where no episode ended', async () => {
    const { views, traces } = trialViews(dims);
    const none = { ...traces, base: tracedOf(), own: tracedOf(), ...statesOf([], 8) };
    expect(await measure(views, none)).toEqual({});
  });
}
