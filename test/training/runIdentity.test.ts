import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Agent, createAgent } from '../../src/agents/index.js';
import { mapTree, type NdArray } from '../../src/arrays/index.js';
import { type Engine, engines, tf } from '../../src/compute/index.js';
import { mlpCritic, scalarHead, type ValueHead } from '../../src/critic/index.js';
import { featureTable, nativeMissing, type OwnTask, pureTask } from '../../src/environments/index.js';
import { type Normalizer, noNormalization } from '../../src/normalization/index.js';
import { basePolicyByHand } from '../../src/policies/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { identityDifferences, type RunParts, runHash, runIdentity, train } from '../../src/training/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const folder = temporaryFolder();
const preset = taskPreset('gantry-peg', 'smoke');
const knobs = { ...preset.knobs, width: 16, warmupChunks: 48 };
const schedule = { ...preset.schedule, totalChunks: 96, evaluateEvery: 48, checkpointEvery: 48, batchSize: 16 };
const dawn = createAgent('dawn', knobs);
const parts: RunParts = { task: 'gantry-peg', agent: dawn, schedule, seed: 1, baseKind: 'diffusion' };
const withSettings = (over: Partial<Agent['settings']>): Agent => ({
  ...dawn,
  settings: { ...dawn.settings, ...over },
});
const hashOf = async (over: Partial<RunParts>) => runHash(await runIdentity({ ...parts, ...over }));
const agentHash = (agent: Agent) => hashOf({ agent });
/** Lines that say where two runs differ, without what the entries mean. */
const differing = async (over: Partial<RunParts>) =>
  identityDifferences(await runIdentity(parts), await runIdentity({ ...parts, ...over })).map((line) =>
    line.replace(/[ :].*/, ''),
  );

/** A mark on a line that a slider brings to a place; numbers that only its functions know. */
function line({ horizon = 40, scale = 0.1, tolerance = 0.005, drift = 0.02, name = 'x' } = {}): OwnTask {
  const obsNames = [name, 'wind'];
  return pureTask({
    spec: {
      id: 'line',
      obsDim: 2,
      obsNames,
      actionDim: 1,
      horizon,
      controlHz: 20,
      stateFeatures: featureTable(obsNames, [[name, 0, scale]], 10),
      taskFeatures: featureTable(obsNames, [['wind', 0, 0.005]], 3),
    },
    begin: (random) => [0.2 * random.uniform(), 0.004 * random.uniform()],
    step: ([x, wind], [dx]) => [x! + drift * dx! + wind!, wind!],
    isSolved: ([x]) => Math.abs(x!) < tolerance,
  });
}
const homing = (task: OwnTask, gain = -6, kind = 'homing') =>
  basePolicyByHand(task, kind, (see) => [gain * Object.values(see)[0]!]);

describe('runIdentity', () => {
  it('counts the noise of the base policy, where it is not sampled', async () => {
    expect(await differing({ baseKind: 'diffusion@zero' })).toEqual(['baseNoise']);
    expect(await differing({ baseKind: 'diffusion@sampled' })).toEqual([]);
    await expect(hashOf({ baseKind: 'cloning@zero' })).rejects.toThrow(/cloning policy samples nothing/);
  });

  it('counts the physics where its bits hang on the processor, and refuses one for a task that makes its own environments', async () => {
    expect(await differing({ physics: 'wasm' })).toEqual([]);
    if (!nativeMissing()) expect(await differing({ physics: 'native' })).toEqual(['physics']);
    const task = line();
    const own = { ...parts, task, baseKind: homing(task) };
    await expect(train({ ...own, physics: 'wasm' })).rejects.toThrow(/'line' makes its environments itself/);
  });

  it('is the same for the same run, whatever its parts are called and however often it is saved', async () => {
    const named: Agent = { ...withSettings({ critic: { ...dawn.settings.critic, name: 'mine' } }), name: 'mine' };
    const again = { agent: named, schedule: { ...schedule, checkpointEvery: 16 } };
    expect(await differing(again)).toEqual([]);
    expect(await hashOf(again)).toBe(await hashOf({}));
  });

  it.each<[string, Partial<RunParts>, string[]]>([
    ['seed', { seed: 2 }, ['seed']],
    ['threads', { threads: 2 }, ['threads']],
    ['schedule', { schedule: { ...schedule, finalEpisodes: 9 } }, ['schedule.finalEpisodes']],
    ['probes', { schedule: { ...schedule, probeEpisodes: 2 } }, ['agent.probe', 'schedule.probeEpisodes']],
    ['base policy', { baseKind: 'cloning' }, ['base']],
    ['engine', { engine: 'eager' }, ['platform', 'engine']],
    ['discount', { agent: withSettings({ discount: 0.9 }) }, ['agent.discount']],
    [
      'learning rate',
      { agent: withSettings({ criticLearningRate: 1e-4 }) },
      ['agent.criticLearningRate', 'agent.update'],
    ],
    ['α₀', { agent: withSettings({ initialTemperature: 0.5 }) }, ['agent.initialTemperature', 'agent.init']],
    ['gate', { agent: { ...dawn, gate: (t) => (t === 88 ? 0.5 : 1) } }, ['agent.gate']],
    [
      'K',
      { agent: createAgent('dawn', { ...knobs, explicitUpdates: 8 }) },
      ['agent.explicitUpdates', 'agent.explicit'],
    ],
  ])('changes with its %s, and says so', async (_name, over, lines) => {
    expect((await differing(over)).sort()).toEqual([...lines].sort());
  });

  it("tells two engines of a reader's own apart by their text, whatever they are called", async () => {
    const own: Engine = { ...engines.onnx, name: 'mine', steps: async () => expect.fail('nothing is trained') };
    const other: Engine = { ...own, steps: async () => expect.fail('something else is not trained') };
    expect(await differing({ engine: own })).toEqual(['engine']);
    expect(await hashOf({ engine: other })).not.toBe(await hashOf({ engine: own }));
  });

  it('changes with the task', async () => {
    expect(await differing({ task: 'panda-peg' })).toContain('task.id');
  });

  it('leaves out what no round asks for: a gate during warmup, a warmup after the budget', async () => {
    const [early, late] = [0.3, 0.6].map((open) => ({ ...dawn, gate: (t: number) => (t < 48 ? open : 1) }));
    expect(await agentHash(early!)).toBe(await agentHash(late!));
  });

  it('changes with the device and the version of the code', async () => {
    vi.stubEnv('DAWNLAB_BACKEND', 'tensorflow');
    const onTensorflow = await runIdentity(parts);
    vi.stubEnv('DAWNLAB_BACKEND', 'gpu');
    expect(identityDifferences(onTensorflow, await runIdentity(parts))).toEqual([
      expect.stringMatching(
        /^platform: .* libtensorflow 2[\d.]+, .* [0-9a-f]{12} there, .* libtensorflow 2[\d.]+, GPU here$/,
      ),
    ]);
    vi.unstubAllEnvs();
    const here = await runIdentity(parts);
    expect(here.numerics).toMatch(/^[0-9a-f]{16}$/);
    expect(runHash({ ...here, numerics: 'other' })).not.toBe(runHash(here));
  });
});

describe('a number that a function captures', () => {
  // The texts are equal: what differs is what `delta` was when the function was made.
  const head = (delta: number): ValueHead => scalarHead((q, y) => tf.mean(tf.minimum(tf.abs(tf.sub(q, y)), delta)));
  const shrunk = (factor: number): Normalizer => ({
    ...noNormalization,
    name: 'mine',
    apply: (_params, x) => tf.mul(x, factor),
  });
  const makers: Readonly<Record<string, (delta: number) => Agent>> = {
    'a loss': (delta) => withSettings({ valueHead: head(delta) }),
    'a target': (delta) =>
      withSettings({
        target: ({ rewardT, discountT, qT }) => tf.add(rewardT, tf.mul(discountT, tf.minimum(qT, delta))),
      }),
    'a normalizer': (delta) => withSettings({ critic: mlpCritic({ width: 16, depth: 3, normalizer: shrunk(delta) }) }),
    'a critic at its start': (delta) => {
      const { critic } = dawn.settings;
      const scaled = ({ shape, data }: NdArray) => ({ shape, data: data.map((x) => delta * x) });
      return withSettings({ critic: { ...critic, init: (...args) => mapTree(critic.init(...args), scaled) } });
    },
    'a critic input': (delta) =>
      withSettings({
        criticInput: { name: 'mine', dim: (n) => n, compose: (base, u) => tf.add(base, tf.mul(u, delta)) },
      }),
    'a warmup': (delta) => ({
      ...dawn,
      warmup: { name: 'mine', chunks: 48, behaviour: (_t, n, s) => s.fillUniform(new Float32Array(n), -delta, delta) },
    }),
    'a gate': (delta) => ({ ...dawn, gate: (t) => Math.min(1, (t * delta) / 100) }),
    'an explicit target': (delta) => ({
      ...dawn,
      explicit: {
        updates: 4,
        trainsActor: false,
        tunesTemperature: true,
        target: ({ rewardT }) => tf.mul(rewardT, delta),
      },
    }),
    // It runs eagerly, and is told by what it makes of numbers.
    'a target without a graph': (delta) =>
      withSettings({ target: ({ rewardT, qT }) => tf.add(rewardT, tf.mul(tf.topk(qT, 1).values, delta)) }),
  };

  it.each(Object.keys(makers))('in %s makes another run', async (name) => {
    const make = makers[name]!;
    const [one, same, other] = [await agentHash(make(1)), await agentHash(make(1)), await agentHash(make(0.1))];
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });

  const own = async (task: OwnTask, gain?: number, kind?: string) =>
    hashOf({ task, baseKind: homing(task, gain, kind) });

  it('in a task or a rule of the reader makes another run, and so do its lists', async () => {
    const hashes = [
      await own(line()),
      await own(line({ horizon: 3 })),
      await own(line({ scale: 0.2 })),
      await own(line({ name: 'place' })),
      await own(line({ tolerance: 0.004 })),
      await own(line({ drift: 0.021 })),
      await own(line(), 6),
      await own(line(), -6.1),
      await own({ ...line(), knobs: { seen: 1 } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(await own(line())).toBe(hashes[0]);
    expect(await own(line(), -6, 'by another name')).toBe(hashes[0]);
  });
});

describe('train in a directory', () => {
  const directory = join(folder, 'run');
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const short = { ...schedule, evaluationEpisodes: 2, finalEpisodes: 2 };
  const go = (task: OwnTask, over: { gain?: number; agent?: Agent; seed?: number } = {}) => {
    const { gain, agent = createAgent('dawn', knobs), seed = 1 } = over;
    return train({ task, baseKind: homing(task, gain), agent, schedule: short, seed, directory });
  };

  it('never hands back another run, and says what differs', async () => {
    const first = await go(line());
    expect((await go(line())).curve).toEqual(first.curve);
    const refused: [RegExp, ...Parameters<typeof go>][] = [
      [/belongs to another run:\n {2}task\.horizon: 40 there, 3 here/, line({ horizon: 3 })],
      [/task\.stateFeatures \(features of the state: names, offsets, scales, bounds\): \w+ there/, line({ scale: 1 })],
      [/played \(what task and base policy do in trial episodes\)/, line({ tolerance: 1e-9 })],
      [/played/, line(), { gain: 6 }],
      [/seed: 1 there, 2 here/, line(), { seed: 2 }],
      [/agent\.update \(the update's graph with its constants/, line(), { agent: makeHuber(0.1) }],
    ];
    for (const [message, ...run] of refused) await expect(go(...run)).rejects.toThrow(message);
    rmSync(directory, { recursive: true, force: true });
    await go(line(), { agent: makeHuber(1) });
    await expect(go(line(), { agent: makeHuber(0.1) })).rejects.toThrow(
      /^[^\n]*\n {2}agent\.update [^\n]*\nUse another/,
    );
  });

  function makeHuber(delta: number): Agent {
    const huber = (q: tf.Tensor, y: tf.Tensor) => tf.mean(tf.minimum(tf.abs(tf.sub(q, y)), delta));
    return withSettings({ valueHead: scalarHead(huber) });
  }
});
