import { describe, expect, it } from 'vitest';
import { type Agent, createAgent } from '../../src/agents/index.js';
import type { OwnTask } from '../../src/environments/index.js';
import { loadParts } from '../../src/parts/index.js';
import type { RewardRule } from '../../src/rewards/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { type TrainOptions, train } from '../../src/training/index.js';
import { lineSpec } from '../lineSpec.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const agent = createAgent('dawn', knobs);
const { settings, warmup } = agent;
const learning = (change: object): object => ({ agent: { ...agent, settings: { ...settings, ...change } } });
const paced = (change: object): object => ({ schedule: { ...schedule, ...change } });

/** Nothing of these runs is made: a task that does not exist is asked for last. */
const run = (change: object) => train({ task: 'no such task', agent, schedule, seed: 1, ...change } as TrainOptions);

describe('train refuses before anything is made', () => {
  it('and asks for the task where nothing is wrong', async () => {
    await expect(run({})).rejects.toThrow('no such task');
    await expect(run({ agent: { ...agent, gate: () => 0 } })).rejects.toThrow('no such task');
  });

  const refused: readonly [object, RegExp][] = [
    [learning({ lambda: -3 }), /agent: settings\.lambda is -3; it must be a number in \(0, 1\]/],
    [learning({ discount: 1.5 }), /settings\.discount is 1\.5; it must be a number in \[0, 1\)/],
    [learning({ lamda: 0.1 }), /no setting 'lamda'; .*Did you mean 'lambda'\?/],
    [learning({ tau: 2 }), /settings\.tau is 2/],
    [learning({ actorLearningRate: Number.NaN }), /settings\.actorLearningRate is NaN/],
    [learning({ critic: undefined }), /settings\.critic is undefined; it must be an object/],
    [learning({ target: 'soft' }), /settings\.target is string; it must be a function/],
    [{ agent: { ...agent, gate: () => undefined } }, /gate: after 0 chunks it returned undefined; .*in \[0, 1\]/],
    [{ agent: { ...agent, gate: (t: number) => (t > 200 ? 1.2 : 1) } }, /gate: after 220 chunks it returned 1\.2/],
    [{ agent: { ...agent, gates: () => 1 } }, /no part of an agent 'gates'/],
    [
      { agent: { ...agent, warmup: { ...warmup, chunks: 328 } } },
      /takes 328 chunks, the whole run 320: .*never go online/,
    ],
    [{ agent: { ...agent, warmup: { ...warmup, chunks: 2.5 } } }, /warmup\.chunks is 2\.5; it must be an integer/],
    [paced({ batchSize: 32.5 }), /schedule: batchSize is 32\.5; it must be an integer/],
    [paced({ batchSize: 400 }), /a batch of 400 is never there in 320 chunks/],
    [paced({ replayCapacity: 8 }), /batchSize 64 exceeds replayCapacity 8/],
    [paced({ evaluateEvery: 100 }), /evaluateEvery is 100; it must be a multiple of slots, 8/],
    [paced({ evaluationEpisodes: 0 }), /evaluationEpisodes is 0; it must be an integer of at least 1/],
    [paced({ slots: 0 }), /slots is 0/],
    [paced({ totalChunk: 160 }), /no schedule entry 'totalChunk'; .*Did you mean 'totalChunks'\?/],
    [{ seed: -1 }, /train: seed must be an integer in \[0, 2\^32\), got -1/],
    [{ seed: 0.5 }, /train: seed must be an integer/],
    [{ seed: '1' }, /train: seed must be an integer/],
    [{ threads: 1.5 }, /train: threads is 1\.5; it must be an integer of at least 1/],
    [{ engine: 'onx' }, /no engine 'onx'; there are onnx, tensorflow, xla, eager\. Did you mean 'onnx'\?/],
    [{ onrecord: () => undefined }, /no option of train 'onrecord'; .*Did you mean 'onRecord'\?/],
  ];
  it.each(refused.map(([change, message]) => ({ change, message })))('$message', async ({ change, message }) => {
    await expect(run(change)).rejects.toThrow(message);
    await expect(run(change)).rejects.toBeInstanceOf(RangeError);
  });
});

describe("a critic's fixed values", () => {
  /** From 0 to 2 a chunk: returns lie in [0, 66.7] at γ = 0.97. */
  const reward: RewardRule = { name: 'progress', low: 0, high: 2, of: () => 1 };
  const task = { spec: lineSpec(8), reward, create: () => undefined } as unknown as TrainOptions['task'];
  const heads = ['c51', 'hlGauss'] as const;

  it.each(heads)('%s: must hold the returns of the reward rule', async (valueHead) => {
    const sparse = createAgent('dawn', { ...knobs, discount: 0.97, valueHead });
    await expect(run({ agent: sparse })).rejects.toThrow('no such task');
    await expect(run({ agent: sparse, task })).rejects.toThrow(
      /values lie in \[-43\.3\d*, 10\], and returns under the reward rule progress in \[0, 66\.6\d*\] at γ = 0\.97\. .*categoricalHead\(\{ low: 0, high: 67, count: 101 \}\).*createAgent\(name, knobs, task\.reward\)/,
    );
  });

  it.each(heads)('%s: are made for the rule that the agent is told', async (valueHead) => {
    for (const name of ['dawn', 'resfit']) {
      const told = createAgent(name, { ...knobs, discount: 0.97, valueHead }, reward);
      await expect(run({ agent: told, task })).rejects.not.toThrow(/values lie in/);
    }
    const { agent: loaded } = await loadParts({
      task: task as OwnTask,
      agent: 'dawn',
      baseKind: 'diffusion',
      knobs: { ...knobs, valueHead },
    });
    await expect(run({ agent: loaded, task })).rejects.not.toThrow(/values lie in/);
  });

  it('ask nothing of heads for which any number is a value', async () => {
    for (const valueHead of ['scalar', 'quantiles'] as const)
      await expect(run({ agent: createAgent('dawn', { ...knobs, valueHead }), task })).rejects.not.toThrow(
        /values lie in/,
      );
  });
});

describe('createAgent refuses', () => {
  it.each<[object, RegExp]>([
    [{ lamda: 0.1 }, /no knob 'lamda'; there are lambda, .*Did you mean 'lambda'\?/],
    [{ lambda: '0.1' }, /lambda is "0\.1"; .*write 0\.1, without quotation marks/],
    [{ discount: 1.5 }, /discount is 1\.5/],
    [{ warmupChunks: 2.5 }, /warmupChunks is 2\.5/],
    [{ normalizer: 'layernorm' }, /no normalizer 'layernorm'; .*Did you mean 'layerNorm'\?/],
  ])('%j', (change, message) => {
    for (const name of ['dawn', 'policyDecorator', 'vanilla'])
      expect(() => createAgent(name, { ...knobs, ...change } as never) as Agent).toThrow(message);
  });
});
