import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  mergeRuns,
  type RunRequest,
  type RunSpec,
  readSweepDescription,
  readSweepPlan,
  runId,
  runLabel,
  sweepDescription,
  sweepRuns,
} from '../../../src/runs/index.js';
import { taskPreset } from '../../../src/tasks/index.js';
import { temporaryFolder } from '../../notebook/notebooks.js';

const SWEEPS = fileURLToPath(new URL('../../../data/sweeps/', import.meta.url));
const folder = temporaryFolder();
const ask = { finding: 'x', tasks: ['gantry-peg'], seeds: { first: 3, count: 2 } };
const runsOf = async (value: object) => sweepRuns(await sweepDescription(value));
/** As the code that is pinned would complete it. */
const complete = (request: RunRequest): RunSpec => ({
  ...request,
  base: { ...request.base, sha256: '' },
  numerics: '0123456789abcdef',
  content: {
    task: { id: request.task },
    agent: { made: `${request.agent} ${JSON.stringify(request.knobs)}` },
    platform: '',
  },
});

describe('sweepRuns', () => {
  it('is over the usual base policy of each task', async () => {
    const runs = await runsOf({ ...ask, tasks: ['gantry-peg', 'maniskill-peg'], agents: ['dawn'], seeds: [1] });
    expect(runs.map(({ base }) => base)).toEqual([{ kind: 'diffusion' }, { kind: 'cloning' }]);
  });

  it('goes seed by seed through tasks, variants and agents, with the preset written out', async () => {
    const runs = await runsOf({
      ...ask,
      agents: ['dawn', 'vanilla'],
      variants: { default: {}, 'no-anchor': { agents: ['dawn'], knobs: { warmupChunks: 0 } } },
    });
    expect(runs.map(runLabel)).toEqual([
      'gantry-peg dawn seed 3',
      'gantry-peg vanilla seed 3',
      'gantry-peg dawn/no-anchor seed 3',
      'gantry-peg dawn seed 4',
      'gantry-peg vanilla seed 4',
      'gantry-peg dawn/no-anchor seed 4',
    ]);
    const preset = taskPreset('gantry-peg', 'full');
    expect(runs[0]).toEqual({
      finding: 'x',
      task: 'gantry-peg',
      agent: 'dawn',
      variant: 'default',
      scale: 'full',
      seed: 3,
      ...preset,
      base: { kind: 'diffusion' },
      engine: 'onnx',
      threads: 1,
    });
    expect(runs[2].knobs).toEqual({ ...preset.knobs, warmupChunks: 0 });
  });

  it('gives a variant its own seeds; those with fewer drop out of the later rounds', async () => {
    const runs = await runsOf({
      ...ask,
      agents: ['dawn'],
      variants: { default: { seeds: { first: 1, count: 3 } }, other: {}, early: { seeds: [7] } },
    });
    expect(runs.map(({ variant, seed }) => `${variant} ${seed}`)).toEqual([
      'default 1',
      'other 3',
      'early 7',
      'default 2',
      'other 4',
      'default 3',
    ]);
  });

  it('starts every variant from the schedule of the sweep', async () => {
    const schedule = { totalChunks: 8_000, evaluateEvery: 80 };
    const shared = { ...ask, agents: ['dawn'], seeds: [1] };
    const runs = await runsOf({
      ...shared,
      schedule,
      variants: { default: {}, late: { schedule: { totalChunks: 16_000 } } },
    });
    expect(runs.map(({ schedule }) => [schedule.totalChunks, schedule.evaluateEvery])).toEqual([
      [8_000, 80],
      [16_000, 80],
    ]);
    // Where a number stands in the file is no part of a run's identity.
    const spelled = await runsOf({ ...shared, variants: { default: { schedule } } });
    expect(runId(complete(spelled[0]!))).toBe(runId(complete(runs[0]!)));
  });

  it.each([
    [{ ...ask, tasks: ['moon'] }, /no preset for 'moon'; there are gantry-peg, gantry-peg-rgb, panda-peg/],
    [{ ...ask, variants: { v: { knobs: { lamda: 1 } } } }, /no knob 'lamda'; there are lambda, /],
    [{ ...ask, variants: { v: { knobs: { lamda: 1 } } } }, /Did you mean 'lambda'\?/],
    [
      { ...ask, variants: { v: { knobs: { normalizer: 'layernorm' } } } },
      /no normalizer 'layernorm'; there are none, layerNorm/,
    ],
    [{ ...ask, variants: { v: { knobs: { lambda: 'large' } } } }, /is "large"; it must be a number in \(0, 1\]/],
    [{ ...ask, variants: { v: { knobs: { lambda: -1 } } } }, /is -1; it must be a number in \(0, 1\]/],
    [{ ...ask, variants: { v: { knobs: { warmupChunks: 12_008 } } } }, /takes 12008 chunks, the whole run 12000/],
    [{ ...ask, variants: { v: { schedule: { batchSize: 32.5 } } } }, /is 32\.5; it must be an integer/],
    [{ ...ask, variants: { v: { schedule: { chunks: 1 } } } }, /no schedule entry 'chunks'; there are slots/],
    [{ ...ask, schedule: { chunks: 1 } }, /no schedule entry 'chunks'; there are slots/],
    [{ ...ask, variants: { v: { seeds: [-1] } } }, /variants\.v\.seeds/],
    [{ ...ask, variants: { v: { schedule: { totalChunks: 9 } } } }, /totalChunks is 9; it must be a multiple of slots/],
  ])('names what does not exist: %j', async (value, message) => {
    await expect(runsOf(value)).rejects.toThrow(message);
  });
});

describe('sweepDescription', () => {
  it.each([
    [{ ...ask, agents: ['dwan'] }, /agents\[0\]/],
    [{ ...ask, seeds: [1, -2] }, /seeds/],
    [{ ...ask, seed: 1 }, /Unrecognized key: "seed"/],
    [{ ...ask, finding: 'a/b' }, /letters, digits, dots/],
    [{}, /finding/],
  ])('says where a description is wrong: %j', async (value, message) => {
    await expect(sweepDescription(value)).rejects.toThrow(message);
  });

  it('says when a file is no JSON', async () => {
    const file = join(folder, 'sweep.json');
    writeFileSync(file, '{ finding: x }');
    await expect(readSweepDescription(file)).rejects.toThrow(/sweep\.json is no JSON/);
  });
});

describe('mergeRuns', async () => {
  const plannedOf = async (value: object) =>
    (await runsOf(value)).map(complete).map((spec) => ({ id: runId(spec), spec }));
  const planned = mergeRuns([], await plannedOf(ask));

  it('keeps identity and index of known runs when seeds are added', async () => {
    const more = mergeRuns(planned, await plannedOf({ ...ask, seeds: { first: 2, count: 4 } }));
    expect(more).toHaveLength(12);
    expect(more.slice(0, 6)).toEqual(planned);
    expect(new Set(more.map(({ id }) => id)).size).toBe(12);
  });

  it('retires what is no longer asked for, and takes it back', async () => {
    const fewer = mergeRuns(planned, await plannedOf({ ...ask, seeds: [4] }));
    expect(fewer.map(({ isRetired }) => isRetired === true)).toEqual([true, true, true, false, false, false]);
    expect(mergeRuns(fewer, await plannedOf(ask))).toEqual(planned);
  });

  it('keeps a run under each of its names', () => {
    const [run] = planned;
    const twice = mergeRuns([], [run!, { id: run!.id, spec: { ...run!.spec, variant: 'as it is' } }]);
    expect(twice.map(({ spec }) => spec.variant)).toEqual(['default', 'as it is']);
    expect(mergeRuns(twice, twice)).toEqual(twice);
  });

  it('names runs by their content', () => {
    expect(planned.map(({ id }) => id)).toEqual(planned.map(({ spec }) => runId(spec)));
  });
});

it('tells how to make a plan, and that one is damaged', () => {
  expect(() => readSweepPlan(join(folder, 'none.json'))).toThrow(/no plan .*none\.json\. Make one: dawnlab sweep plan/);
  writeFileSync(join(folder, 'plan.json'), '{"runs": [');
  expect(() => readSweepPlan(join(folder, 'plan.json'))).toThrow(
    /plan\.json is no plan of a sweep: it .*\. Delete it and plan again/,
  );
});

it('refuses a plan with a run that cannot be meant, and takes names of a later version', async () => {
  const [asked] = await runsOf(ask);
  const spec = { ...complete(asked!), later: 1 };
  const file = join(folder, 'meant.json');
  const write = (knobs: object) => {
    const planned = { id: 'x', spec: { ...spec, knobs: { ...spec.knobs, ...knobs } } };
    const code = { numerics: '', commit: '', difference: '', lockfile: '' };
    const description = { finding: 'x', tasks: ['gantry-peg'] };
    writeFileSync(file, JSON.stringify({ description, pin: '', code, runs: [planned] }));
  };
  write({ later: 1 });
  expect(readSweepPlan(file).runs[0]!.spec).toMatchObject(spec);
  write({ lambda: -3 });
  expect(() => readSweepPlan(file)).toThrow(/runs\[0\]\.spec\.knobs\.lambda: is -3; it must be/);
});

it.each(readdirSync(SWEEPS))('data/sweeps/%s can be planned', async (file) => {
  const description = await readSweepDescription(join(SWEEPS, file));
  expect((await sweepRuns(description)).length).toBeGreaterThan(0);
});
