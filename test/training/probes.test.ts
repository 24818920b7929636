import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import {
  chosenProbes,
  describeValue,
  type Probe,
  probes,
  type RunRecord,
  runHash,
  runIdentity,
  train,
} from '../../src/training/index.js';
import { measureProbes } from '../../src/training/probe/measureProbes.js';
import { trialViews } from '../../src/training/probe/probeIdentity.js';
import { probeContract } from '../contracts/probe.js';

const meanQ = (factor = 1): Probe => ({
  name: 'mine',
  needs: ['q'],
  values: { mineQ: { quantity: 'mean Q' } },
  async measure(views, { base }) {
    const q = await views.q(base.chunks);
    return { mineQ: q.length > 0 ? (factor * q.reduce((sum, value) => sum + value, 0)) / q.length : undefined };
  },
});

for (const probe of [...probes, meanQ()]) describe(`the probe ${probe.name}`, () => probeContract(probe));

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const agent = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32 });
const short = { totalChunks: 32, batchSize: 16, evaluateEvery: 32, checkpointEvery: 32 };
const run = {
  task: 'gantry-peg',
  agent,
  seed: 1,
  schedule: { ...schedule, ...short, evaluationEpisodes: 2, finalEpisodes: 2, probeEpisodes: 2 },
};

describe('the probes of a run', () => {
  it('are those that it names, a reader’s own among them, with the values that all of them would record', async () => {
    const valuesOf = async (choices?: readonly (string | Probe)[]) => {
      const records: RunRecord[] = [];
      await train({ ...run, ...(choices && { probes: choices }), onRecord: (record) => records.push(record) });
      return records.flatMap((record) => (record.kind === 'probe' ? [record.values] : []));
    };
    const [all, some] = [await valuesOf(), await valuesOf(['rank', meanQ()])];
    expect(some.map((values) => Object.keys(values))).toEqual(some.map(() => ['effectiveRank', 'mineQ']));
    expect(some.map(({ effectiveRank }) => effectiveRank)).toEqual(all.map(({ effectiveRank }) => effectiveRank));
    expect(some.map(({ mineQ }) => mineQ)).toEqual(all.map(({ baseQ }) => baseQ));
  });

  it('are part of what the run is: by name, by text, and by what they capture', async () => {
    const hash = async (choices?: readonly (string | Probe)[]) =>
      runHash(await runIdentity({ ...run, baseKind: 'diffusion', ...(choices && { probes: choices }) }));
    const hashes = [await hash(), await hash(['rank']), await hash([meanQ()]), await hash([meanQ(2)])];
    expect(new Set(hashes).size).toBe(4);
    expect(await hash([meanQ()])).toBe(hashes[2]);
  });

  it('are refused where they are none, are two of one name, or would never measure', async () => {
    expect(() => chosenProbes(['rankk'])).toThrow("There is no probe 'rankk'");
    expect(() => chosenProbes(['rankk'])).toThrow("Did you mean 'rank'?");
    expect(() => chosenProbes([meanQ(), meanQ()])).toThrow("Two probes have the name 'mine'");
    expect(() => chosenProbes([{ ...meanQ(), values: { baseQ: { quantity: 'Q' } } }, 'grounding'])).toThrow(
      "Two values have the name 'baseQ'",
    );
    expect(() => chosenProbes([{ name: 'mine' } as Probe])).toThrow('That is no probe');
    const { probeEpisodes: _, ...blind } = run.schedule;
    await expect(train({ ...run, schedule: blind, probes: ['rank'] })).rejects.toThrow(
      'give the schedule probeEpisodes',
    );
  });

  it('say so where they ask for more than they declare, or return what they do not describe', async () => {
    const { views, traces } = trialViews({ featureDim: 5, chunkDim: 4 });
    const measured = (probe: Probe) => measureProbes([probe], views, traces);
    await expect(measured({ ...meanQ(), needs: [] })).rejects.toThrow("Add 'q' to its needs");
    await expect(measured({ ...meanQ(), values: { other: { quantity: 'Q' } } })).rejects.toThrow(
      "The probe 'mine' returned mineQ",
    );
  });

  it('describe a value of each layer under its number', () => {
    expect(describeValue('sensitivity3')?.quantity).toBe('sensitivity S, layer 3');
    expect(describeValue('sensitivity')).toBeUndefined();
    expect(describeValue('baseQ')?.quantity).toBe('mean Q, in units of reward, base policy’s episodes');
    expect(describeValue('baseQ7')).toBeUndefined();
  });
});
