import { describe, expect, it } from 'vitest';
import { evaluateBase, loadBasePolicy } from '../../src/policies/index.js';
import { measureLine, measurePasses, oracleActor } from '../../src/reach/index.js';
import { HELD_OUT_SEED } from '../../src/rollouts/index.js';
import { envSpec, type ScriptedExpert } from '../../src/tasks/index.js';

const task = 'gantry-peg';

describe('oracleActor', () => {
  const spec = { ...envSpec(task), obsDim: 2, actionDim: 2 };
  const seen = { spec, obsHorizon: 2, slots: 2 };
  const base = { begin: () => {}, act: () => ({ actions: Float32Array.of(0, 0.5, 0.9, -1, 0, 0, 0, 0) }) };
  /** Wants what it sees, and counts how often it was asked. */
  const seeing = (asked: string[]) => (): ScriptedExpert => {
    let since = 0;
    const act = (obs: ArrayLike<number>) => {
      asked.push(`${since++}: ${Array.from(obs)}`);
      return Float32Array.from(obs);
    };
    return { task, reset: () => (since = 0), act };
  };
  const episodes = [0, 1].map((slot) => ({ index: slot, slot, seed: slot, chunks: 0 }));

  it('moves every action towards the expert, who sees the last observation, by at most λ', async () => {
    const asked: string[] = [];
    const actor = oracleActor(seen, base, seeing(asked), 0.25);
    const { actions } = await actor.act(episodes, Float32Array.of(9, 9, 0.125, 1, 9, 9, -1, 0));
    expect([...actions].map((entry) => Math.fround(entry))).toEqual(
      [0.125, 0.75, 0.65, -0.75, -0.25, 0, -0.25, 0].map(Math.fround),
    );
    expect(asked).toEqual(['0: 0.125,1', '0: -1,0']);
  });

  it('forgets an episode where another begins, in that slot alone', async () => {
    const asked: string[] = [];
    const actor = oracleActor(seen, base, seeing(asked), 0.25);
    await actor.act(episodes, new Float32Array(8));
    actor.begin(1, 7);
    await actor.act(episodes, new Float32Array(8));
    expect(asked.map((text) => text[0])).toEqual(['0', '0', '1', '0']);
  });
});

describe('measureLine', () => {
  const few = { episodes: 8, slots: 4 };
  const lineOf = async (name: Parameters<typeof measureLine>[1]['name'], lambda?: number) =>
    (await measureLine(task, { name, ...(lambda && { lambda }) }, few)).succeeded;

  it('is the base policy alone, on the held-out episodes', async () => {
    const policy = await loadBasePolicy(task, { batch: 2 });
    const { successes } = await evaluateBase(task, policy, { episodes: 8, firstSeed: HELD_OUT_SEED, slots: 2 });
    const alone = await lineOf('base');
    expect(alone.filter(Boolean)).toHaveLength(successes);
    expect(await lineOf('oracle', 1e-9)).toEqual(alone);
    expect(await lineOf('shaken', 1e-9)).toEqual(alone);
    expect(await lineOf('oracleEveryStep', 1e-9)).toEqual(alone);
  });

  it('is the expert where the correction may be anything', async () => {
    expect(await lineOf('oracleEveryStep', 2)).toEqual(Array(8).fill(1));
  });

  it('refuses a line without its bound, a bound without a residual, and an expert who cannot see', async () => {
    await expect(measureLine(task, { name: 'oracle' })).rejects.toThrow(/'oracle' needs the bound/);
    await expect(measureLine(task, { name: 'base', lambda: 0.1 })).rejects.toThrow(/has no residual, hence no lambda/);
    await expect(measureLine(task, { name: 'oracle', lambda: 3 })).rejects.toThrow(/number in \(0, 2\]/);
    const visual = { baseKind: 'visual', episodes: 1 };
    await expect(measureLine('gantry-peg-rgb', { name: 'oracle', lambda: 0.2 }, visual)).rejects.toThrow(
      /reads numbers that are not there/,
    );
    await expect(measureLine('panda-peg', { name: 'oracle', lambda: 0.1 }, { episodes: 1 })).rejects.toThrow(
      /expert of panda-peg remembers what it did/,
    );
  });
});

describe('measurePasses', () => {
  const few = { episodes: 3, slots: 3, attempts: 3 };

  it('is all or nothing for a policy without noise, and its own outcome', async () => {
    const counts = await measurePasses(task, { ...few, baseKind: 'cloning' });
    const { succeeded } = await measureLine(task, { name: 'base' }, { episodes: 3, baseKind: 'cloning' });
    expect(counts).toEqual(succeeded.map((success) => 3 * success));
  });

  it('draws other noise for every attempt', async () => {
    const counts = await measurePasses(task, { episodes: 6, attempts: 4 });
    expect(counts.some((count) => count > 0 && count < 4)).toBe(true);
  });

  it('refuses no attempts at all', async () => {
    await expect(measurePasses(task, { attempts: 0 })).rejects.toThrow(/attempts from every start/);
  });
});
