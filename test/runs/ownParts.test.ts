import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { diagnosticCurves } from '../../src/plots/index.js';
import {
  metricRows,
  readRunTable,
  readSweepDescription,
  readSweepPlan,
  runId,
  specOfRun,
  sweepRuns,
} from '../../src/runs/index.js';
import { nameRuns } from '../../src/runs/spec/nameRun.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { SHORT } from './specs.js';
import { lastJson, MAIN } from './sweeps.js';

const MINE = fileURLToPath(new URL('../parts/own', import.meta.url));
const LIBRARY = new URL('../../dist/index.js', import.meta.url).href;
const WHOLE = { task: './mine.ts#task', base: './mine.ts#base', agent: './mine.ts#agent' };
/** Knobs in which parts of the reader's own stand, as a description in a folder below names them. */
const PARTS = {
  valueHead: '../mine.ts#head',
  normalizer: '../mine.ts#norm',
  optimizer: '../mine.ts#careful',
  warmup: '../mine.ts#push',
  gate: '../mine.ts#half',
};
const KNOBS = { width: 16, warmupChunks: 32, learningStartsChunks: 16 };
const folder = temporaryFolder();
let place: string;

beforeEach(({ task }) => {
  place = join(folder, task.id);
  cpSync(MINE, place, { recursive: true });
});

/** Runs a command in the reader's folder. */
const dawnlab = (...args: string[]) => spawnSync(process.execPath, [MAIN, ...args], { cwd: place, encoding: 'utf8' });
const json = (value: object) => JSON.stringify(value);
const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(join(place, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(place, file), text.replace(from, to));
};

/** Writes a sweep's description into a folder below. */
function describeSweep(ask: object): string {
  mkdirSync(join(place, 'sweeps'), { recursive: true });
  const description = {
    finding: 'own',
    tasks: ['../mine.ts#task'],
    preset: 'gantry-peg',
    bases: ['../mine.ts#base'],
    agents: ['../mine.ts#agent', 'vanilla'],
    seeds: [1],
    scale: 'smoke',
    schedule: { ...SHORT, probeEpisodes: 1 },
    probes: ['grounding', '../mine.ts#probe'],
    variants: { default: { knobs: KNOBS }, parts: { agents: ['vanilla'], knobs: { ...KNOBS, ...PARTS } } },
    ...ask,
  };
  const file = join(place, 'sweeps', 'own.json');
  writeFileSync(file, json(description));
  return file;
}

const plan = () => {
  describeSweep({});
  return dawnlab('sweep', 'plan', 'sweeps/own.json', '--out', 'plan.json');
};

describe('a sweep of parts of the reader’s own', () => {
  it('runs what was planned, although the file is edited meanwhile, and is recorded and made again', () => {
    expect(plan().stderr).toBe('');
    const [first, , third] = readSweepPlan(join(place, 'plan.json')).runs;
    expect(first!.spec).toMatchObject({ task: 'slider', agent: 'pushy', base: { kind: 'trembling' }, own: WHOLE });
    expect(third!.spec.knobs).toMatchObject({ valueHead: './mine.ts#head', gate: './mine.ts#half' });
    expect(Object.keys(third!.spec.content.own!).sort()).toEqual(
      ['base', 'probes', 'task', ...Object.keys(PARTS)].sort(),
    );
    const mine = readFileSync(join(place, 'mine.ts'));
    rmSync(join(place, 'mine.ts'));
    expect(dawnlab('sweep', 'run', 'plan.json').stderr).not.toContain('failed');
    const collected = dawnlab('sweep', 'collect', 'plan.json', '--out', 'tables', '--json');
    expect(lastJson(collected).tables).toHaveLength(1);
    const table = readRunTable('own', 'slider', join(place, 'tables'));
    expect(table.runs.map(({ agent, variant, status }) => [agent, variant, status])).toEqual([
      ['pushy', 'default', 'completed'],
      ['vanilla', 'default', 'completed'],
      ['vanilla', 'parts', 'completed'],
    ]);
    const { settings } = table.runs[2]!.start;
    expect(settings).toMatchObject({
      valueHead: 'scalar huber',
      optimizer: 'careful',
      warmup: 'push',
      critic: 'mlp 3×16 magnitude',
    });

    // What the probes of the description measure stands in the table, and in a figure of it.
    expect(Object.keys(table.runs[2]!.probes!)).not.toContain('effectiveRank');
    const arms = [{ label: 'with parts of my own', agent: 'vanilla', variant: 'parts' }];
    const rows = metricRows(table, arms, 'probes', ['chunks', 'baseQ', 'highestQ']);
    expect(rows.every(({ highestQ, baseQ }) => Number.isFinite(highestQ) && highestQ! >= baseQ!)).toBe(true);
    const drawn = diagnosticCurves(rows, { x: 'chunks', y: 'highestQ', quantity: 'highest Q' });
    expect(JSON.stringify(drawn)).toContain('with parts of my own');
    expect(runId(specOfRun(table, table.runs[0]!))).toBe(first!.id);

    const figure = dawnlab('figure', '--finding', 'own', '--task', 'slider', '--from', 'tables', '-o', 'own.html');
    writeFileSync(join(place, 'mine.ts'), mine);
    const recompute = () => dawnlab('results', 'recompute', '--finding', 'own', '--from', 'tables', '--runs', '3');
    expect(recompute().stdout).toContain('equal, bit for bit');
    expect(figure.stdout).toContain('pushy: 1 run');
    expect(readFileSync(join(place, 'own.html'), 'utf8')).toContain('pushy');
  });

  it('has other runs when the code of a part is another, and the same when a comment is', () => {
    plan();
    edit('mine.ts', 'A slider is to stop at a mark.', 'A slider.');
    expect(plan().stdout).toContain('3 runs, 0 of them new');
    // A number that a part of one variant captures.
    edit('mine.ts', 'share = 0.5', 'share = 0.25');
    expect(plan().stdout).toMatch(/3 runs, 1 of them new.*; 1 retired/);
    edit('mine.ts', 'Math.max(...(', 'Math.min(...(');
    expect(plan().stdout).toMatch(/3 runs, 3 of them new/);
    edit('numbers.ts', '0.03', '0.04');
    expect(plan().stdout).toMatch(/3 runs, 3 of them new/);
  });

  it.each([
    [{ preset: undefined }, /no preset for '.*mine\.ts#task'. Say whose knobs and schedule/],
    [{ agents: ['../mine.ts#agnt'] }, /exports no 'agnt'. mine.ts exports agent, base, .* Did you mean 'agent'\?/],
    [{ variants: { v: { knobs: { valueHead: '../mine.ts#haed' } } } }, /exports no 'haed'.* Did you mean 'head'\?/],
    [{ variants: { v: { knobs: { normalizer: '../mine.ts#half' } } } }, /is a function; it must be a normalizer/],
    [{ probes: ['../mine.ts#task'] }, /is an object of .*; it must be a probe/],
    [{ probes: ['groundin'] }, "There is no probe 'groundin'"],
    [{ schedule: SHORT }, 'give the schedule probeEpisodes'],
    [{ probes: ['../named.ts#probe'] }, "A value of the probe '"],
    [{ agents: ['../mine.ts#task'] }, /mine\.ts#task' is an object of .*; it must be an agent/],
    [{ agents: ['../mine.ts#agent', '../other.ts#agent'] }, "are both called 'pushy'"],
    [{ agents: ['../named.ts#agent'] }, "is called 'dawn', as the library's is"],
    [{ bases: ['../named.ts#base'] }, "is called 'diffusion', as the library's is"],
    [
      { agents: ['../made.ts#agent'], variants: { v: { knobs: KNOBS, schedule: SHORT } } },
      /^Knobs \(width, warmupChunks, learningStartsChunks\) do not reach '.*made\.ts#agent'/,
    ],
  ])('%j is refused', async (ask, message) => {
    writeFileSync(join(place, 'other.ts'), "export { agent } from './mine.ts';");
    writeFileSync(
      join(place, 'named.ts'),
      "import { createAgent } from 'dawnlab';\nexport const agent = (knobs) => createAgent('dawn', knobs);\n" +
        "import { base as steady, probe as mine } from './mine.ts';\n" +
        "export const base = { ...steady, kind: 'diffusion' };\nexport const probe = { ...mine, values: { baseQ: { quantity: 'Q' } } };",
    );
    writeFileSync(
      join(place, 'made.ts'),
      "import { createAgent, taskPreset } from 'dawnlab';\nexport const agent = { ...createAgent('dawn', taskPreset('gantry-peg', 'smoke').knobs), name: 'made' };",
    );
    const asked = readSweepDescription(describeSweep(ask)).then(sweepRuns);
    await expect(asked.then(nameRuns)).rejects.toThrow(message);
  });
});

it('dawnlab train takes them, keeps them, and tells another version from the one that is there', () => {
  const parts = Object.entries(WHOLE).flatMap(([name, reference]) => [`--${name}`, reference]);
  const train = () =>
    dawnlab(
      'train',
      ...parts,
      '--preset',
      'gantry-peg',
      '--scale',
      'smoke',
      '--out',
      'run',
      '--json',
      '--knobs',
      json(KNOBS),
      '--schedule',
      json(SHORT),
    );
  const first = train();
  expect(lastJson(first)).toMatchObject({ task: 'slider', agent: 'pushy', status: 'completed' });
  expect(lastJson(train())).toEqual(lastJson(first));
  edit('mine.ts', '% 16', '% 24');
  expect(train().stderr).toMatch(
    /holds another run, slider pushy over trembling seed 1:\n(.*\n)*.*own\.agent \(the code of the agent's file\)/,
  );
});

it('train and trainSideBySide take them in a stranger’s process', () => {
  const script = `
import { taskPreset, train, trainSideBySide } from ${json(LIBRARY as never)};
const { knobs, schedule } = taskPreset('gantry-peg', 'smoke', ${json({ ...KNOBS, ...SHORT, probeEpisodes: 1 })});
const parts = { task: './mine.ts#task', baseKind: './mine.ts#base' };
await import('node:fs').then(({ writeFileSync }) => writeFileSync('made.ts',
  "import { taskPreset } from 'dawnlab'; import { agent as of } from './mine.ts';" +
  "export const agent = of(taskPreset('gantry-peg', 'smoke', ${json({ ...KNOBS, ...SHORT }).replaceAll('"', "'")}).knobs);"));
const alone = await train({ ...parts, agent: './made.ts#agent', schedule, seed: 1 });
const agents = [{ label: 'own loss', agent: 'vanilla', knobs: { valueHead: './mine.ts#head' } }, './mine.ts#agent', { label: 'wider', agent: './mine.ts#agent', knobs: { width: 24 } }];
const live = await trainSideBySide({ ...parts, agents, knobs, schedule, seeds: [1], fresh: true, probes: [], watch: ['./mine.ts#probe'] });
console.log('\\n' + JSON.stringify({ alone: alone.curve.map(({ success }) => success), failures: live.failures,
  runs: live.runs.map(({ agent, curve }) => [agent, curve.success]),
  probes: live.runs.map(({ probes }) => [Object.keys(probes), probes.highestQ.at(-1)]), directories: Object.values(live.directories) }));`;
  writeFileSync(join(place, 'side.mjs'), script);
  const ended = spawnSync(process.execPath, ['side.mjs'], { cwd: place, encoding: 'utf8' });
  const { alone, failures, runs, probes, directories } = lastJson(ended);
  for (const directory of directories) rmSync(directory, { recursive: true });
  expect(failures).toEqual([]);
  expect(runs.map(([agent]: [string]) => agent)).toEqual(['own loss', 'pushy', 'wider']);
  expect(runs[1][1]).toEqual(alone);
  for (const [names, value] of probes)
    expect([names, Number.isFinite(value)]).toEqual([['chunks', 'updates', 'highestQ'], true]);
});
