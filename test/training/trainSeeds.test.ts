/** Several seeds in one program: each is the run that it would be alone. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import type { ProgramShare } from '../../src/compute/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { type RunRecord, readRecords, runIdentity, train, trainSeeds } from '../../src/training/index.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const common = { task: 'gantry-peg', agent: createAgent('dawn', knobs), schedule } as const;
const SEEDS = [3, 5];

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dawnlab-seeds-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const timeless = (records: readonly RunRecord[]) => records.map((record) => ({ ...record, seconds: undefined }));
const recordsIn = (...path: string[]) => timeless(readRecords(join(directory, ...path, 'metrics.jsonl')));

describe('trainSeeds', () => {
  it('gives each seed the run that it has alone: the same until the first update, and to rounding then', async () => {
    const heard = new Set<number>();
    const together = await trainSeeds({
      ...common,
      seeds: SEEDS,
      directory: join(directory, 'together'),
      onRecord: (_, seed) => heard.add(seed),
    });
    expect([...heard].sort()).toEqual(SEEDS);
    for (const [i, seed] of SEEDS.entries()) {
      const alone = await train({ ...common, seed, directory: join(directory, 'alone') });
      const [own, wanted] = [recordsIn('together', `seed-${seed}`), recordsIn('alone')];
      expect(own.map(({ kind }) => kind)).toEqual(wanted.map(({ kind }) => kind));
      const untouched = wanted.filter((record) => !('updates' in record) || record.updates === 0);
      expect(own.slice(0, untouched.length)).toEqual(untouched);
      const metricsOf = (records: typeof own): Readonly<Record<string, number>> => {
        const last = records.findLast(({ kind }) => kind === 'training');
        return last?.kind === 'training' ? last.metrics : {};
      };
      expect(Object.keys(metricsOf(wanted))).toContain('criticLoss');
      for (const [name, value] of Object.entries(metricsOf(wanted)))
        expect(metricsOf(own)[name], name).toBeCloseTo(value, 3);
      expect(together[i].updatesPerSecond).toBeGreaterThan(0);
      expect(together[i].curve.at(-1)?.updates).toBe(alone.curve.at(-1)?.updates);
      rmSync(join(directory, 'alone'), { recursive: true });
    }
  });

  it('resumes each seed where it stands, bitwise, and refuses to go on with one alone', async () => {
    const [whole, cut] = ['whole', 'cut'];
    await trainSeeds({ ...common, seeds: SEEDS, directory: join(directory, whole) });
    const controller = new AbortController();
    const parts = await trainSeeds({
      ...common,
      seeds: SEEDS,
      directory: join(directory, cut),
      signal: controller.signal,
      onProgress: ({ done }) => done >= 200 && controller.abort(),
    });
    expect(parts.map(({ status }) => status)).toEqual(['interrupted', 'interrupted']);
    const [first, second] = SEEDS.map((seed) => join(directory, cut, `seed-${seed}`));
    await expect(train({ ...common, seed: SEEDS[0], directory: first })).rejects.toThrow(
      'together: 2 there, nothing here',
    );
    // As if it had been killed before its first checkpoint: it begins anew beside one that has gone far.
    rmSync(second, { recursive: true });
    const ends = await trainSeeds({ ...common, seeds: SEEDS, directory: join(directory, cut) });
    expect(ends.map(({ status }) => status)).toEqual(['completed', 'completed']);
    for (const seed of SEEDS) expect(recordsIn(cut, `seed-${seed}`)).toEqual(recordsIn(whole, `seed-${seed}`));
  });

  it('stops all where one fails, and says why', async () => {
    const seeds = [...SEEDS, 7];
    const failing = {
      ...common,
      seeds,
      onRecord: (record: RunRecord, seed: number) => {
        if (seed === 5 && record.kind === 'training') throw new Error('no room');
      },
    };
    await expect(trainSeeds(failing)).rejects.toThrow('no room');
    await expect(trainSeeds({ ...common, seeds: [1, 1] })).rejects.toThrow('each of them once; got [1, 1]');
  });

  it('is told from a run alone by how many seeds learn together', async () => {
    const parts = { ...common, baseKind: 'diffusion', seed: 3 };
    const share = { seeds: 2 } as ProgramShare;
    const [alone, beside] = [await runIdentity(parts), await runIdentity({ ...parts, share })];
    expect(beside).toEqual({ ...alone, together: 2 });
    expect(alone).not.toHaveProperty('together');
  });
});
