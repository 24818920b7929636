import { describe, expect, it } from 'vitest';
import { type Agent, type AgentKnobs, agents, CHOICES, createAgent } from '../../src/agents/index.js';
import { type ResidualBatch, residualSacInit, residualSacUpdate } from '../../src/algorithms/residualSac/index.js';
import type { NdArray } from '../../src/arrays/index.js';
import { runEagerly, sgd, type TensorTree, tf } from '../../src/compute/index.js';
import { type CriticNetwork, scalarHead, type TargetInputs } from '../../src/critic/index.js';
import { layerNormalization } from '../../src/normalization/index.js';
import { agentSettings } from '../../src/training/index.js';
import { agentContract } from '../contracts/agent.js';
import { column, matrix } from '../tensors.js';

const knobs: AgentKnobs = {
  lambda: 0.2,
  discount: 0.97,
  width: 16,
  actorLearningRate: 1e-4,
  criticLearningRate: 3e-4,
  temperatureLearningRate: 3e-3,
  warmupChunks: 4_000,
  learningStartsChunks: 304,
  gateHorizonChunks: 10_000,
};

for (const name of Object.keys(agents)) agentContract(name, () => createAgent(name, knobs));

describe('agents differ only in what they are about', () => {
  const dawn = createAgent('dawn', knobs);
  const policyDecorator = createAgent('policyDecorator', knobs);
  const vanilla = createAgent('vanilla', knobs);
  const differences = (a: Agent, b: Agent) => {
    const [first, second] = [agentSettings(a), agentSettings(b)];
    return Object.keys(first).filter((key) => JSON.stringify(first[key]) !== JSON.stringify(second[key]));
  };
  const gateAt = ({ gate }: Agent) => [0, 5_000, 10_000].map(gate);

  it('dawn and vanilla: the normalizer, the warmup and α₀', () => {
    expect(differences(dawn, vanilla).sort()).toEqual(['critic', 'initialTemperature', 'warmup', 'warmupChunks']);
    expect(dawn.settings.critic.name).toBe('mlp 3×16 layerNorm');
    expect(vanilla.settings.critic.name).toBe('mlp 3×16 none');
    expect([dawn, vanilla].map(({ settings }) => settings.initialTemperature)).toEqual([0.01, 1]);
    expect([dawn, vanilla].map(({ warmup }) => [warmup.name, warmup.chunks])).toEqual([
      ['baseOnly', 4_000],
      ['randomResidual', 304],
    ]);
    expect(gateAt(dawn)).toEqual(gateAt(vanilla));
  });

  it('policyDecorator and vanilla: the gate, in warmup and after it', () => {
    expect(differences(policyDecorator, vanilla)).toEqual(['warmup']);
    expect(gateAt(policyDecorator)).toEqual([0, 0.5, 1]);
    expect(gateAt(vanilla)).toEqual([1, 1, 1]);
  });
});

describe('knobs choose parts by name', () => {
  it.each(Object.keys(CHOICES) as (keyof typeof CHOICES)[])('%s: each choice is another agent', (choice) => {
    const settings = CHOICES[choice].map((name) =>
      JSON.stringify(agentSettings(createAgent('dawn', { ...knobs, explicitUpdates: 8, [choice]: name }))),
    );
    expect(new Set(settings).size).toBe(CHOICES[choice].length);
    expect(() => createAgent('vanilla', { ...knobs, explicitUpdates: 8, [choice]: 'x' })).toThrow(
      `There is no ${choice} 'x'; there are `,
    );
  });

  it('the choices that an agent makes by itself change nothing', () => {
    const own = { normalizer: 'layerNorm', criticForm: 'mlp', valueHead: 'scalar', criticInput: 'sum' } as const;
    const more = { target: 'soft', warmup: 'baseOnly', initialTemperature: 0.01 } as const;
    expect(agentSettings(createAgent('dawn', { ...knobs, ...own, ...more }))).toEqual(
      agentSettings(createAgent('dawn', knobs)),
    );
    const layerNormOnly = createAgent('vanilla', { ...knobs, normalizer: 'layerNorm' });
    expect(layerNormOnly.settings.critic.name).toBe('mlp 3×16 layerNorm');
    expect(layerNormOnly.warmup.name).toBe('randomResidual');
    expect(createAgent('dawn', { ...knobs, warmup: 'gaussian', warmupNoise: 0.3 }).warmup.name).toBe('gaussian 0.3');
  });
});

describe('knobs take parts of the reader’s own', () => {
  const huber = (q: tf.Tensor, y: tf.Tensor) => tf.mean(tf.minimum(tf.abs(tf.sub(q, y)), 1)) as tf.Scalar;
  const norm = { ...layerNormalization, name: 'mine' };
  const still = (_: number, chunkDim: number) => new Float32Array(chunkDim);
  const half = () => 0.5;
  const plain = (learningRate: number) => sgd({ learningRate, momentum: 0 });

  it.each(Object.keys(agents))('%s is made of them', (name) => {
    const own = { valueHead: scalarHead(huber), normalizer: norm, optimizer: plain, warmup: still, gate: half };
    const { settings, warmup, gate } = createAgent(name, { ...knobs, ...own, target: rewardTarget });
    expect(settings).toMatchObject({ valueHead: own.valueHead, optimizer: plain, target: rewardTarget });
    expect([settings.critic.name, warmup.name, warmup.behaviour, gate]).toEqual([
      'mlp 3×16 mine',
      'still',
      still,
      half,
    ]);
  });

  function rewardTarget({ rewardT }: TargetInputs) {
    return rewardT;
  }

  it.each([
    [{ valueHead: './mine.ts#head' }, "valueHead is a reference, './mine.ts#head', and an agent is made of values"],
    [{ gate: './mine.ts#gate' }, 'await loadKnobs(knobs)'],
    [{ valueHead: huber }, 'valueHead is a function; it must be a value head (name, outputs, value, target, loss)'],
    [{ normalizer: { name: 'n' } }, 'normalizer is an object of name; it must be a normalizer (name, init, apply)'],
    [{ gate: 'open' }, 'gate is a string; it must be a gate'],
    [
      { normalizer: { ...norm, name: 'rmsNorm' } },
      "The normalizer of your own is called 'rmsNorm', as the library's is",
    ],
    [{ valueHead: { ...scalarHead(), loss: huber } }, "say valueHead: 'scalar' where that is meant"],
    [{ warmup: still, warmupNoise: 0.2 }, 'warmupNoise does not reach a warmup of your own'],
  ])('%j is refused', (change, message) => {
    expect(() => createAgent('dawn', { ...knobs, ...change } as AgentKnobs)).toThrow(message);
  });
});

it('an unknown agent is answered with those that there are', () => {
  expect(() => createAgent('dwan', knobs)).toThrow(
    "There is no agent 'dwan'; there are dawn, policyDecorator, vanilla, resfit.",
  );
});

describe('residualSacUpdate', () => {
  /** Q = scale · (sum of all inputs): what the critic sees can be read off its value. */
  const summing: CriticNetwork = {
    name: 'summing',
    init: () => ({ scale: { shape: [1], data: Float32Array.of(2) } }),
    apply: ({ scale }, input) => tf.mul(tf.sum(input, 1, true), scale as tf.Tensor),
  };
  const settings = { ...createAgent('vanilla', knobs).settings, critic: summing };
  const batch: ResidualBatch = {
    obsTm1: matrix([[0.25], [0.5]]),
    obsT: matrix([[0], [0]]),
    baseTm1: matrix([
      [1, -1],
      [1, 1],
    ]),
    baseT: matrix([
      [0, 0],
      [0, 0],
    ]),
    residualTm1: matrix([
      [1, 0.5],
      [1, 1],
    ]),
    rewardT: column(-1, -1),
    discountT: column(0, 0),
    noiseT: matrix([
      [0, 0],
      [0, 0],
    ]),
    noiseTm1: matrix([
      [0, 0],
      [0, 0],
    ]),
  };

  it('shows the critic the sum of base action and residual, not clipped to the action range', async () => {
    const state = residualSacInit(1, { featureDim: 1, chunkDim: 2 }, settings);
    const { q, loss, target } = (await runEagerly(
      (given) => {
        const { outputs } = residualSacUpdate(given.state as never, given.batch as never, settings);
        return { q: outputs.q, loss: outputs.criticLoss, target: outputs.target };
      },
      { state: state as never, batch },
    )) as Record<string, NdArray>;
    // Rows: 0.25 + 1.2 − 0.9 = 0.55 and 0.5 + 1.2 + 1.2 = 2.9; clipped they would be 0.35 and 2.5.
    expect(q.data[0]).toBeCloseTo((2 * (0.55 + 2.9)) / 2, 5);
    expect(target.data[0]).toBeCloseTo(-1, 6);
    expect(loss.data[0]).toBeCloseTo(2 * ((2.1 ** 2 + 6.8 ** 2) / 2), 4);
  });

  it('holds actor and temperature still where an explicit warmup trains the critics alone', async () => {
    const state = residualSacInit(1, { featureDim: 1, chunkDim: 2 }, settings);
    const updated = async (actor: boolean, temperature: boolean) =>
      (await runEagerly(
        (given) => {
          const trained = { actor, temperature };
          const { state: next } = residualSacUpdate(given.state as never, given.batch as never, settings, trained);
          return next as unknown as TensorTree;
        },
        { state: state as never, batch },
      )) as unknown as typeof state;
    const [frozen, tuned] = [await updated(false, false), await updated(false, true)];
    for (const kept of [frozen, tuned]) {
      expect(kept.actor).toEqual(state.actor);
      expect(kept.actorOptimizer).toEqual(state.actorOptimizer);
      expect(kept.critic).not.toEqual(state.critic);
    }
    expect(frozen.temperature).toEqual(state.temperature);
    expect(frozen.temperatureOptimizer).toEqual(state.temperatureOptimizer);
    // Near-zero residuals have far too little entropy: α rises by the learning rate, Adam's first step.
    expect(tuned.temperature.logAlpha.data[0] - state.temperature.logAlpha.data[0]).toBeCloseTo(3e-3, 6);
    expect((await updated(true, true)).actor).not.toEqual(state.actor);
  });

  it('steps the critic before the actor looks at it', async () => {
    const state = residualSacInit(1, { featureDim: 1, chunkDim: 2 }, { ...settings, criticLearningRate: 0.5 });
    const { scale, actorLoss, logPi } = (await runEagerly(
      (given) => {
        const changed = { ...settings, criticLearningRate: 0.5 };
        const { state: next, outputs } = residualSacUpdate(given.state as never, given.batch as never, changed);
        const { q1 } = next.critic as unknown as Record<string, TensorTree>;
        return { scale: q1.scale, actorLoss: outputs.actorLoss, logPi: outputs.logPi };
      },
      { state: state as never, batch },
    )) as Record<string, NdArray>;
    // Adam's first step is the learning rate: 2 − 0.5. The residual is near zero, so rows sum to 0.25 and 2.5.
    expect(scale.data[0]).toBeCloseTo(1.5, 5);
    expect(actorLoss.data[0]).toBeCloseTo(logPi.data[0] - (1.5 * (0.25 + 2.5)) / 2, 1);
  });
});
