import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type AgentKnobs, createAgent } from '../../src/agents/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { type RunRecord, train } from '../../src/training/index.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const folder = mkdtempSync(join(tmpdir(), 'dawnlab-explicit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 32 chunks of warmup, 50 explicit updates, 32 chunks online. */
async function run(change: Partial<AgentKnobs>, more: { directory?: string; signal?: AbortSignal } = {}) {
  const agent = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32, explicitUpdates: 50, ...change });
  const short = { totalChunks: 64, batchSize: 16, evaluateEvery: 32, evaluationEpisodes: 2, finalEpisodes: 2 };
  const records: RunRecord[] = [];
  const onRecord = (record: RunRecord) => records.push(record);
  const options = { task: 'gantry-peg', agent, schedule: { ...schedule, ...short, checkpointEvery: 32 }, seed: 1 };
  const result = await train({ ...options, onRecord, ...more });
  return { ...result, records, explicit: records.filter((record) => record.kind === 'explicit') };
}

describe('explicit warmup', () => {
  it('takes its updates between the warmup and the first chunk online, and records them', async () => {
    const { curve, explicit } = await run({});
    expect(explicit.map(({ chunks }) => chunks)).toEqual(explicit.map(() => 32));
    // Twentieths of 50 are 3 each, the last one the rest.
    expect(explicit.map(({ updates }) => updates)).toEqual([...Array.from({ length: 16 }, (_, i) => 3 * (i + 1)), 50]);
    expect(curve.map(({ chunks, updates }) => [chunks, updates])).toEqual([
      [0, 0],
      [32, 0],
      [64, 82],
    ]);
  });

  it('lets α rise with a frozen near-zero actor, unless it is fixed', async () => {
    const [tuned, fixed] = [await run({}), await run({ explicitTemperature: 'fixed' })];
    const alphas = ({ explicit }: typeof tuned) => explicit.map(({ metrics }) => metrics.alpha);
    const rising = alphas(tuned);
    expect(rising.every((alpha, i) => i === 0 || alpha > rising[i - 1])).toBe(true);
    expect(new Set(alphas(fixed)).size).toBe(1);
    const logPi = tuned.explicit.map(({ metrics }) => metrics.logPi);
    // 24 entries at 7.58 nats, of an actor that stands still.
    expect(Math.min(...logPi)).toBeGreaterThan(24 * 7.2);
  });

  it('regresses on the target that it is told', async () => {
    const [soft, hard] = [await run({ explicitTarget: 'soft' }), await run({ explicitTarget: 'hard' })];
    const first = ({ explicit }: typeof soft) => explicit[0].metrics.target;
    // The entropy term takes γ · 0.01 · 182 nats from the soft target; the hard one is near −1.
    expect(first(hard)).toBeGreaterThan(-1.1);
    expect(first(soft)).toBeLessThan(first(hard) - 1.5);
  });

  it('continues bitwise when it was interrupted within the phase', async () => {
    const directory = join(folder, 'cut');
    const whole = await run({});
    const stop = new AbortController();
    const agent = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32, explicitUpdates: 50 });
    const short = { totalChunks: 64, batchSize: 16, evaluateEvery: 32, evaluationEpisodes: 2, finalEpisodes: 2 };
    const cut = await train({
      task: 'gantry-peg',
      agent,
      schedule: { ...schedule, ...short, checkpointEvery: 32 },
      seed: 1,
      directory,
      signal: stop.signal,
      onRecord: (record) => record.kind === 'explicit' && record.updates >= 9 && stop.abort(),
    });
    expect(cut.status).toBe('interrupted');
    const resumed = await run({}, { directory });
    expect(resumed.status).toBe('completed');
    expect(resumed.actor).toEqual(whole.actor);
    expect(resumed.explicit).toEqual(whole.explicit);
  });

  it('needs data for a batch', async () => {
    await expect(run({ warmupChunks: 8 })).rejects.toThrow(/the replay holds 8 transitions, a batch 16. Collect more/);
  });
});
