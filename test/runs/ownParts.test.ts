import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import {
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
    variants: { default: { knobs: KNOBS, schedule: SHORT } },
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
    const [first] = readSweepPlan(join(place, 'plan.json')).runs;
    expect(first!.spec).toMatchObject({ task: 'slider', agent: 'pushy', base: { kind: 'trembling' }, own: WHOLE });
    const mine = readFileSync(join(place, 'mine.ts'));
    rmSync(join(place, 'mine.ts'));
    expect(dawnlab('sweep', 'run', 'plan.json').stderr).not.toContain('failed');
    const collected = dawnlab('sweep', 'collect', 'plan.json', '--out', 'tables', '--json');
    expect(lastJson(collected).tables).toHaveLength(1);
    const table = readRunTable('own', 'slider', join(place, 'tables'));
    expect(table.runs.map(({ agent, status }) => [agent, status])).toEqual([
      ['pushy', 'completed'],
      ['vanilla', 'completed'],
    ]);
    expect(runId(specOfRun(table, table.runs[0]!))).toBe(first!.id);

    const figure = dawnlab('figure', '--finding', 'own', '--task', 'slider', '--from', 'tables', '-o', 'own.html');
    writeFileSync(join(place, 'mine.ts'), mine);
    const recompute = () => dawnlab('results', 'recompute', '--finding', 'own', '--from', 'tables', '--runs', '2');
    expect(recompute().stdout).toContain('equal, bit for bit');
    expect(figure.stdout).toContain('pushy: 1 run');
    expect(readFileSync(join(place, 'own.html'), 'utf8')).toContain('pushy');
  });

  it('has other runs when the code of a part is another, and the same when a comment is', () => {
    plan();
    edit('mine.ts', 'A slider is to stop at a mark.', 'A slider.');
    expect(plan().stdout).toContain('2 runs, 0 of them new');
    edit('numbers.ts', '0.03', '0.04');
    expect(plan().stdout).toMatch(/2 runs, 2 of them new.*; 2 retired/);
  });

  it.each([
    [{ preset: undefined }, /no preset for '.*mine\.ts#task'. Say whose knobs and schedule/],
    [{ agents: ['../mine.ts#agnt'] }, "exports no 'agnt'; it exports agent, base, task. Did you mean 'agent'?"],
    [{ agents: ['../mine.ts#task'] }, /mine\.ts#task' is an object of .*; it must be an agent/],
    [{ agents: ['../mine.ts#agent', '../other.ts#agent'] }, "are both called 'pushy'"],
    [{ agents: ['../named.ts#agent'] }, "is called 'dawn', as the library's is"],
    [
      { agents: ['../made.ts#agent'], variants: { v: { knobs: KNOBS, schedule: SHORT } } },
      /^Knobs \(width, warmupChunks, learningStartsChunks\) do not reach '.*made\.ts#agent'/,
    ],
  ])('%j is refused', async (ask, message) => {
    writeFileSync(join(place, 'other.ts'), "export { agent } from './mine.ts';");
    writeFileSync(
      join(place, 'named.ts'),
      "import { createAgent } from 'dawnlab';\nexport const agent = (knobs) => createAgent('dawn', knobs);",
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
const { knobs, schedule } = taskPreset('gantry-peg', 'smoke', ${json({ ...KNOBS, ...SHORT })});
const parts = { task: './mine.ts#task', baseKind: './mine.ts#base' };
await import('node:fs').then(({ writeFileSync }) => writeFileSync('made.ts',
  "import { taskPreset } from 'dawnlab'; import { agent as of } from './mine.ts';" +
  "export const agent = of(taskPreset('gantry-peg', 'smoke', ${json({ ...KNOBS, ...SHORT }).replaceAll('"', "'")}).knobs);"));
const alone = await train({ ...parts, agent: './made.ts#agent', schedule, seed: 1 });
const agents = ['vanilla', './mine.ts#agent', { label: 'wider', agent: './mine.ts#agent', knobs: { width: 24 } }];
const live = await trainSideBySide({ ...parts, agents, knobs, schedule, seeds: [1], fresh: true });
console.log('\\n' + JSON.stringify({ alone: alone.curve.map(({ success }) => success), failures: live.failures,
  runs: live.runs.map(({ agent, curve }) => [agent, curve.success]), directories: Object.values(live.directories) }));`;
  writeFileSync(join(place, 'side.mjs'), script);
  const ended = spawnSync(process.execPath, ['side.mjs'], { cwd: place, encoding: 'utf8' });
  const { alone, failures, runs, directories } = lastJson(ended);
  for (const directory of directories) rmSync(directory, { recursive: true });
  expect(failures).toEqual([]);
  expect(runs.map(([agent]: [string]) => agent)).toEqual(['vanilla', 'pushy', 'wider']);
  expect(runs[1][1]).toEqual(alone);
});
