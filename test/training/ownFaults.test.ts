/** Faults in parts of a reader's own: each is refused where it arises, with what came and what to write instead. */

import { expect, it, onTestFinished } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { type NdArray, zeros } from '../../src/arrays/index.js';
import { tf } from '../../src/compute/index.js';
import { scalarHead } from '../../src/critic/index.js';
import { type Env, type EnvSpec, featureTable, type OwnTask } from '../../src/environments/index.js';
import type { OwnBase } from '../../src/policies/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { type Probe, type TrainOptions, train } from '../../src/training/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const obsNames = ['x'];
const features = featureTable(obsNames, [['x', 0, 1]], 3);
const spec: EnvSpec = {
  ...{ id: 'slider', obsDim: 1, obsNames, actionDim: 1, horizon: 8, controlHz: 20 },
  ...{ stateFeatures: features, taskFeatures: features },
};
const shows = { depth: { shape: [2] }, rgb: { shape: [2, 2, 3], dtype: 'uint8' } } as const;
const shown = { depth: new Float32Array(2), rgb: new Uint8Array(12) };

/** An environment of the reader, some of it otherwise: what is not of its type is the fault. */
function slider(otherwise: object = {}): Env {
  let [x, steps] = [0, 0];
  return {
    spec,
    reset(seed) {
      [x, steps] = [(seed % 10) / 10 + 0.1, 0];
      return Float32Array.of(x);
    },
    step([push]: ArrayLike<number> & Iterable<number>) {
      x += 0.01 * push!;
      const flags = { reward: 0, terminated: false, truncated: ++steps === 8, success: false };
      return { obs: Float32Array.of(x), ...flags };
    },
    snapshot: () => ({ env: 'slider', values: Float64Array.of(x, steps) }),
    restore({ values }) {
      [x, steps] = [values[0]!, values[1]!];
      return Float32Array.of(x);
    },
    close: () => undefined,
    ...otherwise,
  };
}

const taskOf = (otherwise: object, said: object = {}, saidOfSpec: object = {}): OwnTask => ({
  spec: { ...spec, ...saidOfSpec },
  create: () => slider(otherwise),
  ...said,
});
const showing = (show: () => object | Promise<object>) => taskOf({ show }, {}, { shows });
const vectorOf = (said: object): OwnTask => ({ spec, open: async () => ({}), ...said }) as never;

const policy = {
  ...{ kind: 'still', task: 'slider', obsHorizon: 1, executeSteps: 4, actionDim: 1 },
  reset: () => undefined,
  act: async (slots: readonly number[]) => new Float32Array(4 * slots.length),
  snapshot: (): Record<string, NdArray> => ({}),
  restore: () => undefined,
};
const baseOf = (otherwise: object = {}): OwnBase => ({ kind: 'still', create: () => ({ ...policy, ...otherwise }) });

const preset = taskPreset('gantry-peg', 'smoke');
const knobs = { ...preset.knobs, width: 8, warmupChunks: 16, learningStartsChunks: 16 };
const schedule = {
  ...{ ...preset.schedule, slots: 4, totalChunks: 32, batchSize: 8, evaluateEvery: 16, checkpointEvery: 16 },
  ...{ evaluationEpisodes: 4, finalEpisodes: 4, probeEpisodes: 2 },
};
const dawn = createAgent('dawn', knobs);
const settings = (changes: object) => ({ agent: { ...dawn, settings: { ...dawn.settings, ...changes } } });
const algorithm = (changes: object) => ({ agent: { ...dawn, algorithm: { ...dawn.algorithm, ...changes } } });
const optimizer = (update: unknown) => settings({ optimizer: () => ({ init: () => ({}), update }) });
const normalizer = (apply: unknown) => ({
  agent: createAgent('dawn', { ...knobs, normalizer: { name: 'mine', init: () => ({}), apply } as never }),
});
const probe = (measured: unknown) => ({
  probes: [{ name: 'mine', needs: ['q'], values: { a: { quantity: 'a' } }, measure: async () => measured } as Probe],
});
const only = { ...policy };

const faults: readonly (readonly [string, object, RegExp])[] = [
  ['no task', { task: null }, /A task is a name, a reference .* this one is null/],
  ['a task without anything', { task: {} }, /spec of the task undefined is undefined; it must be an object/],
  ['a task that cannot be opened', { task: { spec } }, /neither create\(\) nor open\(\)/],
  ['a vector that does not say what it can', { task: vectorOf({}) }, /slider: can is undefined/],
  [
    'an ability that there is not',
    { task: vectorOf({ can: { snapshot: 'often' } }) },
    /'often'; there are exact, replay/,
  ],
  ['a rule of rewards without a rule', { task: taskOf({}, { reward: { name: 'r', low: -1, high: 0 } }) }, /reward: of/],
  [
    'a range of rewards upside down',
    { task: taskOf({}, { reward: { name: 'r', low: 1, high: 0, of: () => 0 } }) },
    /low above its high/,
  ],
  ['what is shown as a number', { task: taskOf({}, {}, { shows: 3 }) }, /shows must be arrays by name/],
  ['what is shown and not finite', { task: showing(() => ({ ...shown, depth: [NaN, 0] })) }, /'depth'.*type Array/],
  [
    'a number shown that is none',
    { task: showing(() => ({ ...shown, depth: Float32Array.of(0, Number.NaN) })) },
    /entry 1 of 'depth', which is shown, is NaN/,
  ],
  [
    'more shown than said',
    { task: showing(() => ({ ...shown, more: shown.rgb })) },
    /returns 'more'.*shows depth, rgb/,
  ],
  ['pictures later', { task: showing(async () => shown) }, /show\(\) returned a Promise/],
  ['a step later', { task: taskOf({ step: () => Promise.reject(new Error('late')) }) }, /step\(\) returned a Promise/],
  ['a reset later', { task: taskOf({ reset: async () => Float32Array.of(0) }) }, /reset\(\) returned a Promise/],
  ['no state', { task: taskOf({ snapshot: () => undefined }) }, /snapshot\(\) returned no state/],
  ['no base policy', { baseKind: null }, /A base policy is a kind, .* this one is null/],
  ['a base policy without a maker', { baseKind: { kind: 'x' } }, /The base policy x: create must be a function/],
  ['a base policy without a name', { baseKind: { ...baseOf(), kind: '' } }, /kind must be a text/],
  ['an encoder that encodes nothing', { baseKind: baseOf({ encoder: {} }) }, /encoder: width is missing/],
  ['one policy for all', { baseKind: { kind: 'still', create: () => only } }, /returned the same policy twice/],
  [
    'a policy whose state is a number',
    { baseKind: baseOf({ snapshot: () => ({ t: 3 }) }) },
    /'t' is number 3; an array/,
  ],
  ['a policy without a state', { baseKind: baseOf({ snapshot: () => undefined }) }, /arrays come as a record/],
  ['a loss without a result', settings({ valueHead: scalarHead(() => undefined as never) }), /the loss is undefined/],
  [
    'a loss that is a number',
    settings({ valueHead: scalarHead(() => 3 as never) }),
    /the loss is 3; it must be a scalar/,
  ],
  ['no target', settings({ target: () => undefined }), /target y is undefined; expected a tensor of shape \[8,1\]/],
  ['no optimizer', settings({ optimizer: () => undefined }), /made undefined of a step size/],
  ['an optimizer without a step', optimizer(() => undefined), /update\(\) returned undefined/],
  [
    'an optimizer that drops parameters',
    optimizer((_: unknown, state: unknown) => ({ params: {}, state })),
    /parameters without q1\.layer0/,
  ],
  ['a normalizer without a result', normalizer(() => undefined), /normalizer mine returned undefined/],
  [
    'a normalizer that sums',
    normalizer((_: unknown, x: tf.Tensor) => tf.sum(x, -1, true)),
    /shape \[8,1\] for pre-activations of shape \[8,8\]/,
  ],
  [
    'an input that is none',
    settings({ criticInput: { name: 'mine', dim: () => 1, compose: () => 3 } }),
    /criticInput mine: compose\(\) returned a number/,
  ],
  [
    'a rule without a state',
    algorithm({ init: () => undefined }),
    /residualSac: init\(\) arrays come as a record of arrays, got undefined/,
  ],
  [
    'a rule whose state is bytes',
    algorithm({ init: () => ({ a: zeros([1]), b: 1 }) }),
    /init\(\) array 'b' is number 1/,
  ],
  ['a rule without a policy', algorithm({ policy: undefined }), /algorithm\.policy is undefined/],
  ['a rule without views', algorithm({ views: undefined }), /algorithm\.views is undefined/],
  ['a rule that asks for nothing', algorithm({ sampling: () => undefined }), /sampling\(\) is undefined/],
  ['a probe without values', probe(undefined), /The probe 'mine' returned undefined; .*\{ a: 0\.5 \}/],
  ['a probe that is a number', probe(3), /The probe 'mine' returned a number/],
];

it.each(faults)('%s', async (_, wrong, said) => {
  const late: unknown[] = [];
  const note = (error: unknown) => void late.push(error);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  const parts = { task: taskOf({}), agent: dawn, schedule, seed: 1, baseKind: baseOf() };
  // A run that is kept: its parts are told apart by what they do, and saved.
  const kept = /state|policy twice/.test(_) || 'baseKind' in wrong ? { directory: `${temporaryFolder()}/run` } : {};
  await expect(train({ ...parts, ...kept, ...wrong } as TrainOptions)).rejects.toThrow(said);
  expect(late).toEqual([]);
});
