import { existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type Agent, createAgent } from '../../../src/agents/index.js';
import { tf } from '../../../src/compute/index.js';
import { scalarHead } from '../../../src/critic/index.js';
import { pureTask } from '../../../src/environments/index.js';
import { acquireLock, LockedError } from '../../../src/files/index.js';
import { liveRows, RUNS_MIME, trainLive, trainSideBySide } from '../../../src/notebook/index.js';
import { runMemo, settledMemo } from '../../../src/notebook/live/runMemo.js';
import { showOutcomes } from '../../../src/notebook/live/runOutcome.js';
import { basePolicyByHand } from '../../../src/policies/index.js';
import { progressiveExploration } from '../../../src/residual/index.js';
import { EVALUATION_SEED } from '../../../src/rollouts/index.js';
import { taskPreset } from '../../../src/tasks/index.js';
import { evaluateTrained, type RunRecord, runHash, runIdentity, TRAINING_LOCK } from '../../../src/training/index.js';
import { useFakeKernel } from '../fakeKernel.js';

const kernel = useFakeKernel();
const task = 'gantry-peg';
const brief = { totalChunks: 96, evaluateEvery: 48, checkpointEvery: 48, evaluationEpisodes: 2, finalEpisodes: 2 };
const { knobs, schedule: small } = taskPreset(task, 'smoke', {
  width: 16,
  warmupChunks: 40,
  learningStartsChunks: 40,
  ...brief,
});
const text = () => kernel.shown.map(({ data }) => data['text/plain']).join('\n');

describe('the memory of kept runs', () => {
  const { knobs: preset, schedule } = taskPreset(task, 'smoke');
  const agent = createAgent('dawn', preset);
  const parts = { task, agent, schedule, seed: 1, baseKind: 'diffusion' };
  const placeOf = async (over: object) => (await runMemo(runHash(await runIdentity({ ...parts, ...over })))).directory;

  it('has one place for one run, and another for whatever changes the curve', async () => {
    const variants = [
      {},
      { seed: 2 },
      { agent: createAgent('dawn', { ...preset, lambda: 0.1 }) },
      { agent: { ...agent, gate: progressiveExploration(200) } },
      { schedule: { ...schedule, evaluateEvery: 80 } },
    ];
    const places = await Promise.all(variants.map(placeOf));
    expect(new Set(places).size).toBe(variants.length);
    expect(await placeOf({ agent: createAgent('dawn', preset), schedule: { ...schedule } })).toBe(places[0]);
  });

  it('is not deleted where another kernel trains at this moment', async () => {
    const id = runHash(await runIdentity({ ...parts, seed: 90_009 }));
    const { directory } = await runMemo(id);
    const lock = await acquireLock(join(directory, TRAINING_LOCK));
    const fresh = () => runMemo(id, true);
    await expect(fresh()).rejects.toThrow(`${directory} is in use by process ${process.pid}`);
    // This kernel's own training is not waited for: it would be waited for in vain.
    await expect(settledMemo(directory)).rejects.toThrow(LockedError);
    expect(existsSync(directory)).toBe(true);
    lock.release();
    expect(await settledMemo(directory)).toMatchObject({ directory, isFinished: false });
    await fresh();
    expect(existsSync(directory)).toBe(false);
  });

  it('never gives back a run whose loss captured another number', async () => {
    const run = (delta: number) => {
      const huber = (q: tf.Tensor, y: tf.Tensor) => tf.mean(tf.minimum(tf.abs(tf.sub(q, y)), delta));
      const mine = createAgent('dawn', knobs);
      const settings = { ...mine.settings, valueHead: scalarHead(huber) };
      const own = { ...mine, name: 'mine', settings };
      return trainLive({ task, agent: own, schedule: small, seed: 90_005 });
    };
    const runs = [await run(1), await run(0.1), await run(1)];
    expect(runs.map(({ isReused }) => isReused)).toEqual([false, false, true]);
    for (const { directory } of runs) rmSync(directory, { recursive: true, force: true });
  });
});

/** A point on a line that drifts; home is at 0. */
function ownTask(radius: number) {
  const spec = {
    id: 'drift',
    obsDim: 2,
    obsNames: ['x', 'drift'],
    actionDim: 1,
    horizon: 40,
    controlHz: 10,
    stateFeatures: [
      { name: 'x', index: 0, offset: 0, scale: 1, clip: 9 },
      { name: 'drift', index: 1, offset: 0, scale: 0.1, clip: 9 },
    ],
    taskFeatures: [],
  };
  return pureTask({
    spec,
    begin: (random) => [2 + random.uniform(), 0.05 * random.uniform()],
    step: ([x, drift], [dx]) => [x! + 0.2 * dx! + drift!, drift!],
    isSolved: ([x]) => Math.abs(x!) < radius,
  });
}

describe('what a cell says reaches the run or is refused', () => {
  const options = { task, agent: 'dawn', schedule: small, knobs, seed: 1 } as const;
  const refused = (changes: object) => expect(trainLive({ ...options, ...changes } as never)).rejects;

  it('an option that does not exist', async () => {
    await refused({ scale: 'smoke' }).toThrow(/no option of trainLive 'scale'; there are task, agent, knobs, /);
    const sideBySide = { ...options, agents: ['dawn'], seeds: [1] };
    await expect(trainSideBySide(sideBySide as never)).rejects.toThrow(
      /no option of trainSideBySide 'agent'; .*Did you mean 'agents'/,
    );
  });

  it('an agent by name without knobs, an agent that is made already with knobs', async () => {
    await refused({ knobs: undefined }).toThrow(/agent 'dawn' is made of knobs: .*taskPreset/);
    await refused({ agent: createAgent('dawn', knobs) }).toThrow(/do not reach 'dawn', an agent that is made already/);
  });

  it('no schedule, no seed', async () => {
    await refused({ schedule: undefined }).toThrow(/needs a schedule/);
    await refused({ seed: undefined }).toThrow(/needs a master seed/);
  });

  it('a preset with changes has them, and refuses a name that is neither knob nor schedule entry', () => {
    const preset = taskPreset(task, 'quick', { lambda: 0.1, normalizer: 'none', totalChunks: 4_000 });
    expect(preset.knobs).toEqual({ ...taskPreset(task, 'quick').knobs, lambda: 0.1, normalizer: 'none' });
    expect(preset.schedule).toEqual({ ...taskPreset(task, 'quick').schedule, totalChunks: 4_000 });
    expect(() => taskPreset(task, 'quick', { lambda: -3 })).toThrow(/lambda is -3; it must be a number in \(0, 1\]/);
    expect(() => taskPreset(task, 'quick', { lamda: 0.1 } as never)).toThrow(
      /no knob or schedule entry 'lamda'.*Did you mean 'lambda'/,
    );
  });
});

describe('trainLive', () => {
  const options = { task, agent: 'dawn', schedule: small, knobs } as const;
  const withoutTime = (curve: readonly { seconds: number }[]) => curve.map(({ seconds, ...rest }) => rest);

  it('trains once, then reuses and says when it was computed', async () => {
    const first = await trainLive({ ...options, seed: 90_001, fresh: true });
    expect([first.status, first.isReused]).toEqual(['completed', false]);
    expect(first.curve.map(({ chunks }) => chunks)).toEqual([0, 48, 96]);
    expect(text()).toContain('dawn, seed 90001: 100 % · 96 of 96 chunks');
    expect(text()).toContain('dawn on gantry-peg over diffusion: λ = 0.2, γ = 0.97, M = 40, α₀ = 0.01, ');
    const runs = kernel.shown.flatMap(({ data }) => data[RUNS_MIME] ?? []);
    const identity = basename(first.directory);
    expect(runs).toMatchObject([{ label: 'dawn', identity, task, seed: 90_001, settings: { warmupChunks: 40 } }]);
    kernel.shown.length = 0;
    const second = await trainLive({ ...options, seed: 90_001 });
    expect(second.isReused).toBe(true);
    expect(second.curve).toEqual(first.curve);
    // What acts holds functions, which are made anew.
    const factsOf = ({ acting, ...facts }: typeof first.trained) => ({ ...facts, algorithm: acting.algorithm.name });
    expect(factsOf(second.trained)).toEqual(factsOf(first.trained));
    expect(text()).toMatch(/Reused dawn, seed 90001: computed \d{4}-\d\d-\d\d \d\d:\d\d UTC in .* s on \d+ × /);
    rmSync(first.directory, { recursive: true });
  });

  it('trains live for the first reader although a headless kernel made the run before', async () => {
    vi.stubEnv('DAWNLAB_HEADLESS', '1');
    const headless = await trainLive({ ...options, seed: 90_005, fresh: true });
    expect((await trainLive({ ...options, seed: 90_005 })).isReused).toBe(true);
    vi.unstubAllEnvs();
    const first = await trainLive({ ...options, seed: 90_005 });
    expect([first.isReused, first.directory]).toEqual([false, headless.directory]);
    expect(withoutTime(first.curve)).toEqual(withoutTime(headless.curve));
    expect((await trainLive({ ...options, seed: 90_005 })).isReused).toBe(true);
    rmSync(first.directory, { recursive: true });
  });

  it('keeps what was learned when it is interrupted, and goes on to the same curve', async () => {
    const whole = await trainLive({ ...options, seed: 90_002, fresh: true });
    rmSync(whole.directory, { recursive: true });
    const { shown } = kernel;
    const push = shown.push.bind(shown);
    // The reader presses "interrupt" as soon as the bar moves: it is not redrawn often enough to wait for a certain place.
    shown.push = (...items) => {
      if (items.some(({ data }) => /(?<!\d)([1-8]\d|8) of 96 chunks/.test(String(data['text/plain']))))
        kernel.controller.abort();
      return push(...items);
    };
    const part = await trainLive({ ...options, seed: 90_002 });
    shown.push = push;
    expect(part.status).toBe('interrupted');
    // One message, calm, which changes as the cell ends.
    const notes = shown.filter(({ data }) => /nterrupted/.test(String(data['text/plain'])));
    expect(new Set(notes.map(({ id }) => id)).size).toBe(1);
    expect(notes.map(({ update }) => update)).toEqual([false, true]);
    expect(notes[0]!.data['text/plain']).toMatch(/finishes with what it has/);
    expect(notes[1]!.data['text/plain']).toMatch(/^Interrupted after \d+ of 96 chunks/);
    expect(part.trained.lambda).toBe(whole.trained.lambda);
    kernel.controller = new AbortController();
    const rest = await trainLive({ ...options, seed: 90_002 });
    expect([rest.status, rest.isReused]).toEqual(['completed', false]);
    expect(withoutTime(rest.curve)).toEqual(withoutTime(whole.curve));
    rmSync(rest.directory, { recursive: true });
  });
});

describe('a run that diverges', () => {
  const agent = createAgent('dawn', knobs);
  const { target } = agent.settings;
  // The logarithm of a negative number is NaN, from the first update on.
  const broken: Agent = {
    ...agent,
    settings: { ...agent.settings, target: (inputs) => tf.log(tf.sub(tf.mul(target(inputs), 0), 1)) },
  };
  const options = { task, agent: broken, schedule: small, seed: 90_006 } as const;

  it('says so in bar, notes and figure, also when it is reused, and has no final success', async () => {
    const first = await trainLive({ ...options, fresh: true });
    expect([first.status, first.finalSuccess]).toEqual(['diverged', Number.NaN]);
    expect(first.message).toContain('became NaN');
    expect(first.curve.at(-1)!.success).toBeGreaterThanOrEqual(0);
    const bar = kernel.shown.findLast(({ data }) => data['application/vnd.dawnlab.progress+json']);
    expect(bar!.data['text/plain']).toMatch(/ · diverged after \S+ s · after \d+ updates: \w+ became NaN$/);
    expect(bar!.data['text/plain']).not.toContain('success');
    const says =
      /Not a result\n {2}dawn, seed 90006 diverged after \d+ updates: \w+ became NaN\. Its last success rate before that was \d\.\d+\./;
    expect(text()).toMatch(says);
    expect(liveRows(first).every(({ mark }) => mark === 'diverged')).toBe(true);
    kernel.shown.length = 0;
    const second = await trainLive(options);
    expect([second.isReused, second.status, second.finalSuccess]).toEqual([true, 'diverged', Number.NaN]);
    expect(text()).toMatch(says);
    expect(JSON.stringify(kernel.shown[0]!.data)).toContain('(diverged)');
    rmSync(first.directory, { recursive: true });
  });
});

it('a critic that ends at values which no policy can have is said to', async () => {
  const counters = { chunks: 96, primitiveSteps: 300, updates: 56 };
  const protocol = { residual: 'none', episodes: 50, firstSeed: 0, success: 'once' } as const;
  const start = { kind: 'start', task, agent: 'dawn', seed: 1, base: 'diffusion', engine: 'onnx', threads: 1 } as const;
  const records = (q: number): RunRecord[] => [
    { ...start, schedule: { totalChunks: 96 }, settings: { discount: 0.75 } },
    { kind: 'evaluation', policy: 'base', ...counters, success: 0.4, protocol, seconds: 1 },
    { kind: 'training', ...counters, episodes: 3, successRate: 0, metrics: { q } },
    { kind: 'evaluation', policy: 'agent', ...counters, success: 0.5, protocol, seconds: 2 },
    { kind: 'end', status: 'completed', ...counters, seconds: 2 },
  ];
  // Rewards of −1 and γ = 3/4: returns lie in [−4, 0].
  await showOutcomes([{ label: 'dawn, seed 1', records: records(-2) }]);
  expect(kernel.shown).toHaveLength(0);
  await showOutcomes([{ label: 'dawn, seed 1', records: records(64) }]);
  expect(text()).toContain('a mean Q of 64; returns lie in [−4, 0]. Its critic cannot be right.');
});

it('a task and a base policy of the reader are trained compiled, kept, and drawn beside others', async () => {
  const own = ownTask(0.1);
  const baseKind = basePolicyByHand(own, 'homing', ({ x }) => [-0.5 * x!]);
  const options = { task: own, baseKind, schedule: small, knobs, seed: 90_004 } as const;
  const first = await trainLive({ ...options, agent: 'dawn', fresh: true });
  expect([first.task, first.status, first.engine]).toEqual(['drift', 'completed', 'onnx']);
  expect(first.trained).toMatchObject({ task: own, baseKind });
  const protocol = { residual: 'deterministic', episodes: 2, firstSeed: EVALUATION_SEED, success: 'once' } as const;
  expect((await evaluateTrained(first.trained, protocol)).success).toBe(first.finalSuccess);
  expect((await trainLive({ ...options, agent: 'dawn' })).isReused).toBe(true);
  kernel.shown.length = 0;
  const second = await trainLive({ ...options, agent: 'vanilla', fresh: true, beside: [first] });
  expect(JSON.stringify(kernel.shown[0])).toContain('DAWN');
  for (const { directory } of [first, second]) rmSync(directory, { recursive: true });
  const byName = { task: own as unknown as string, agents: ['dawn'], seeds: [1], knobs, schedule: small };
  await expect(trainSideBySide(byName)).rejects.toThrow(/another process.*trainLive/);
});

it('trainSideBySide lists the runs that fail', async () => {
  vi.stubEnv('NODE_OPTIONS', '--require=/nowhere/to/be/found.cjs');
  const agents = ['dawn', { label: 'short', agent: 'dawn', knobs: { warmupChunks: 8 } }];
  const options = { task, agents, knobs, schedule: small, workers: 1 };
  const result = await trainSideBySide({ ...options, seeds: [90_003] });
  vi.unstubAllEnvs();
  expect(result.runs).toEqual([]);
  expect(result.failures.map(({ run, ended }) => [run, ended])).toEqual([
    ['dawn, seed 90003', 'exit code 1'],
    ['short, seed 90003', 'exit code 1'],
  ]);
  expect(text()).toContain('MODULE_NOT_FOUND');
  await expect(trainSideBySide({ ...options, agents: ['down'], seeds: [1] })).rejects.toThrow(/no agent 'down'.*dawn/);
});

it('trainSideBySide refuses two names for one run, and one name for two', async () => {
  const train = (...agents: object[]) => {
    return trainSideBySide({ task, agents: agents as never, knobs, schedule: small, seeds: [90_006] });
  };
  const anchored = (label: string, warmupChunks: number) => ({ label, agent: 'dawn', knobs: { warmupChunks } });
  const same = "'M = 40, seed 90006' and 'M, seed 90006' are the same run";
  await expect(train(anchored('M = 40', 40), anchored('M', 40))).rejects.toThrow(same);
  await expect(train(anchored('M', 40), anchored('M', 8))).rejects.toThrow(/two runs of one name/);
});
