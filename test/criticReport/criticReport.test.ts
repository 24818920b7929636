import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import onnxProto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { criticModel, criticReport, encodeTransitions, readTransitions } from '../../src/criticReport/index.js';
import { randomStream } from '../../src/random/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { createCriticProgram, type EvaluatedChunk, measureProbes, probes, statesOf } from '../../src/training/index.js';
import { viewsOf } from '../../src/training/probe/probeViews.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const { onnx } = onnxProto;
const golden = (name: string) => fileURLToPath(new URL(`../golden/critic_report.${name}`, import.meta.url));
const folder = temporaryFolder();

/** Every number of `expected` stands in `got`, within 1e-5 of its size. */
function expectNumbers(got: unknown, expected: unknown, path = 'report'): void {
  if (typeof expected === 'number') {
    const error = Math.abs((got as number) - expected) / Math.max(1, Math.abs(expected));
    expect(error, `${path}: ${got} for ${expected}`).toBeLessThan(1e-5);
  } else
    for (const [name, value] of Object.entries(expected as object))
      expectNumbers((got as Record<string, unknown>)[name], value, `${path}.${name}`);
}

describe('a critic that PyTorch exported', () => {
  const report = async () => criticReport(golden('onnx'), await readTransitions(golden('npz')));

  it('has the diagnostics that NumPy computes', async () => {
    const found = await report();
    expectNumbers(found, JSON.parse(readFileSync(golden('json'), 'utf8')));
    expect(found.inputs).toEqual({ obs: 'obs', action: 'action' });
    expect(found.values).toEqual(['q1', 'q2']);
    expect(found.episodes).toEqual({ count: 5, terminated: 3, truncated: 2 });
    expect(found.layers).toHaveLength(2);
  });

  it('is asked with the heads, layers and λ that are said', async () => {
    const transitions = await readTransitions(golden('npz'), { lambda: 0.3 });
    const [both, one] = [await report(), await criticReport(golden('onnx'), transitions, { q: ['q1'], heads: 'mean' })];
    expect(one.grounding.meanQ).toBeGreaterThan(both.grounding.meanQ);
    const named = await criticReport(golden('onnx'), transitions, { layers: [both.layers[1].activation] });
    expect(named.layers).toMatchObject([{ sensitivity: both.layers[1].sensitivity }]);
  });

  it.each([
    [{ inputs: { obs: 'action' } }, /takes 'obs' \[rows, 5\] and 'action' \[rows, 3\]; as action 'obs' would have 3/],
    [{ inputs: { state: 'obs' } }, /has no input 'state'; it takes 'obs' \[rows, 5\]/],
    [{ q: ['q3'] }, /has no output 'q3'; there are q1, q2/],
    [{ layers: ['nothing'] }, /has no tensor 'nothing'/],
  ])('refuses %j', async (options, error) => {
    await expect(criticReport(golden('onnx'), await readTransitions(golden('npz')), options)).rejects.toThrow(error);
  });

  it('may take observation and action side by side, with its weights in a file beside it', async () => {
    const model = onnx.ModelProto.decode(readFileSync(golden('onnx')));
    const { graph } = model;
    const concat = graph!.node!.find(({ opType }) => opType === 'Concat')!;
    graph!.node = graph!.node!.filter((node) => node !== concat);
    const [obs] = graph!.input!;
    const dim = [{ dimParam: 'rows' }, { dimValue: 8 }];
    graph!.input = [{ ...obs, name: concat.output![0], type: { tensorType: { elemType: 1, shape: { dim } } } }];
    const weights: Uint8Array[] = [];
    let offset = 0;
    for (const tensor of graph!.initializer!) {
      const bytes = Buffer.from(tensor.rawData!);
      tensor.externalData = Object.entries({ location: 'weights.bin', offset, length: bytes.length }).map(
        ([key, value]) => ({ key, value: `${value}` }),
      );
      tensor.dataLocation = 1;
      tensor.rawData = new Uint8Array();
      weights.push(bytes);
      offset += bytes.length;
    }
    const file = join(folder, 'joined.onnx');
    writeFileSync(file, onnx.ModelProto.encode(model).finish());
    await expect(criticReport(file, await readTransitions(golden('npz')))).rejects.toThrow(
      /weights lie in .*weights.bin/,
    );
    writeFileSync(join(folder, 'weights.bin'), Buffer.concat(weights));
    const found = await criticReport(file, await readTransitions(golden('npz')));
    expect(Object.values(found.inputs)).toEqual(['obs_action']);
    expectNumbers(found, JSON.parse(readFileSync(golden('json'), 'utf8')));
  });

  it('is told from what is no model', async () => {
    const file = join(folder, 'text.onnx');
    writeFileSync(file, 'hello');
    await expect(criticReport(file, await readTransitions(golden('npz')))).rejects.toThrow(
      /text.onnx is no ONNX model/,
    );
  });
});

describe('a critic of this library, exported', () => {
  const dims = { featureDim: 5, chunkDim: 4 };
  const random = randomStream(3, 'test');
  const array = (n: number) => random.fillUniform(new Float32Array(n), -1, 1);
  const episodes = [7, 4, 6].map((length, episode) =>
    Array.from({ length }, (_, t): EvaluatedChunk => {
      const end = t < length - 1 ? {} : { end: episode === 1 ? ('truncated' as const) : ('terminated' as const) };
      const chunk = { features: array(5), base: array(4), residual: array(4) };
      return { episode, ...chunk, reward: 'end' in end && episode !== 1 ? 0 : -1, ...end };
    }),
  );

  it.each([
    ['dawn', {}],
    ['dawn', { criticInput: 'concat', valueHead: 'quantiles' }],
    ['vanilla', {}],
    ['resfit', {}],
  ] as const)('%s %j has the numbers of its own probes', async (name, changed) => {
    const { knobs } = taskPreset('gantry-peg', 'smoke');
    const agent = createAgent(name, { ...knobs, width: 16, lambda: 0.3, ...changed });
    const state = agent.algorithm.init(5, dims as never, agent.settings as never) as never;
    const program = await createCriticProgram(agent, dims, state, 256);
    const chunks = episodes.flat();
    const numbers = { lambda: 0.3, discount: agent.settings.discount, reward: { low: -1, high: 0 } };
    const none = { episodes: [], chunks: [] };
    const traces = { base: none, own: { episodes, chunks }, ...statesOf(chunks, 256), ...numbers };
    const own = probes.filter(({ needs }) => needs.every((view) => view === 'q' || view === 'layers'));
    const expected = await measureProbes(own, viewsOf({ program, dims, rows: 256 }, state), traces);
    await program.dispose();

    const [model, file] = [join(folder, `${name}.onnx`), join(folder, `${name}.npz`)];
    writeFileSync(model, criticModel(agent, dims, state));
    writeFileSync(file, encodeTransitions(episodes, numbers));
    const { layers, grounding, ...report } = await criticReport(model, await readTransitions(file));
    expectNumbers(
      { discrimination: report.discrimination, qDifference: report.qDifference, ...grounding },
      {
        discrimination: expected.discrimination,
        qDifference: expected.qDifference,
        errorLow: expected.ownErrorLow,
        errorHigh: expected.ownErrorHigh,
        biasLow: expected.ownBiasLow,
        exactError: expected.ownExactError,
        spearman: expected.ownSpearman,
        meanQ: expected.ownQ,
      },
    );
    expect(layers.length).toBeGreaterThan(1);
    for (const [i, layer] of layers.entries())
      expectNumbers(layer, {
        sensitivityBefore: expected[`sensitivityBefore${i + 1}`],
        sensitivity: expected[`sensitivity${i + 1}`],
        sensitivityToStates: expected[`sensitivityToStates${i + 1}`],
      });
    const { effectiveRank, dormantShare } = expected;
    expectNumbers(layers.at(-1), { effectiveRank, dormantShare });
  });
});
