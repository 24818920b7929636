import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import {
  type EvaluatedChunk,
  groundedValues,
  type RunRecord,
  softlyGroundedValues,
  traceEpisodes,
  train,
} from '../../src/training/index.js';

const chunk = (episode: number, reward: number, end?: 'terminated' | 'truncated'): EvaluatedChunk => ({
  episode,
  reward,
  features: new Float32Array(1),
  base: new Float32Array(1),
  residual: new Float32Array(1),
  ...(end && { end }),
});

describe('traces of episodes', () => {
  const tracer = traceEpisodes(2);
  const seen = [
    chunk(0, -1),
    chunk(1, -1),
    chunk(0, 0, 'terminated'),
    chunk(2, -1),
    chunk(1, -1, 'truncated'),
    chunk(2, 0, 'terminated'),
  ];
  for (const one of seen) tracer.onChunk(one);
  const traces = tracer.traces();

  it('keep the first episodes, each in order', () => {
    expect(traces.map((trace) => trace.map(({ reward }) => reward))).toEqual([
      [-1, 0],
      [-1, -1],
    ]);
  });

  it('ground Q-values by returns, within bounds after a truncation', () => {
    const values = groundedValues(traces, [0.1, 0.2, 0.3, 0.4], 0.5);
    expect(values.slice(0, 2)).toEqual([
      { q: 0.1, lower: -1, upper: -1 },
      { q: 0.2, lower: 0, upper: 0 },
    ]);
    // Never succeeding is worth −2: −1 + 0.5 · (−1 + 0.5 · −2) and −1 + 0.5 · −1.
    expect(values[2]).toEqual({ q: 0.3, lower: -2, upper: -1.5 });
  });

  it('ground soft values by the entropy of later chunks, of terminated episodes alone', () => {
    const values = softlyGroundedValues(traces, [0.1, 0.2, 0.3, 0.4], [100, 2, 100, 100], 0.5);
    // −1 + 0.5 · (0 − 2): the first chunk's own entropy does not count.
    expect(values).toEqual([
      { q: 0.1, lower: -2, upper: -2 },
      { q: 0.2, lower: 0, upper: 0 },
    ]);
  });
});

describe('a run that is looked into', () => {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const short = { totalChunks: 64, batchSize: 16, evaluateEvery: 32, evaluationEpisodes: 4, finalEpisodes: 4 };
  const run = async (change: object, more: object = {}) => {
    const records: RunRecord[] = [];
    const result = await train({
      task: 'gantry-peg',
      agent: createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32, ...change }),
      schedule: { ...schedule, ...short, checkpointEvery: 64, ...more },
      seed: 1,
      onRecord: (record) => records.push(record),
    });
    return { ...result, probes: records.flatMap((record) => (record.kind === 'probe' ? [record] : [])) };
  };

  it('learns what it learns unlooked', async () => {
    const [plain, probed] = [await run({}), await run({}, { probeEpisodes: 4 })];
    expect(plain.probes).toEqual([]);
    expect(probed.probes.map(({ chunks }) => chunks)).toEqual([0, 32, 64]);
    expect(probed.actor).toEqual(plain.actor);
    expect(probed.curve.map(({ success }) => success)).toEqual(plain.curve.map(({ success }) => success));
  });

  it('is at first as wrong as a critic that says 0, on the base policy’s states and on its own alike', async () => {
    const { probes } = await run({}, { probeEpisodes: 4 });
    const [{ values }] = probes;
    expect(Math.abs(values.baseQ)).toBeLessThan(0.5);
    // Q ≈ 0 is too high by what the return is below 0.
    expect(values.baseErrorLow).toBeGreaterThan(0);
    expect(Math.abs(values.baseErrorLow - values.baseBiasLow)).toBeLessThan(0.5);
    expect(Math.abs(values.ownErrorLow - values.baseErrorLow)).toBeLessThan(1);
    // 24 entries of σ₀ = e⁻⁹: α · 182 nats per chunk.
    expect(values.baseEntropyCost).toBeGreaterThan(0.01 * 24 * 7);
    expect(values.residualToBase).toBeLessThan(0.05);
    expect(Object.values(values).every(Number.isFinite)).toBe(true);
  });

  it('knows of no layers where a critic shows none', async () => {
    const dawn = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32 });
    const { layers: _, ...critic } = dawn.settings.critic;
    const records: RunRecord[] = [];
    await train({
      task: 'gantry-peg',
      agent: { ...dawn, settings: { ...dawn.settings, critic } },
      schedule: { ...schedule, ...short, checkpointEvery: 64, probeEpisodes: 2 },
      seed: 1,
      onRecord: (record) => records.push(record),
    });
    const probe = records.find((record) => record.kind === 'probe');
    expect(Object.keys(probe?.kind === 'probe' ? probe.values : {}).filter((name) => /sensit|Rank/.test(name))).toEqual(
      [],
    );
  });
});
