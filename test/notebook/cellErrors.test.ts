import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runNotebook } from '../../src/notebook/index.js';
import { type KernelClient, startKernel } from '../../src/notebook/kernel/kernelClient.js';
import { temporaryFolder, writeCells } from './notebooks.js';

const folder = temporaryFolder();

/** A cell and what its error output ends as: one line each, `undefined` for none. */
const CASES: readonly [source: string, traceback: readonly string[] | undefined][] = [
  [
    "throw new Error('first');",
    ['Error: first', '    at cell [1]:1:7', "       1 | throw new Error('first');", '         |       ^'],
  ],
  [
    "// Types vanish, lines stay.\ninterface Gone {\n  readonly x: number;\n}\nconst gone = { x: 1 } satisfies Gone; throw new Error('5:39');",
    [
      'Error: 5:39',
      '    at cell [2]:5:45',
      "       5 | const gone = { x: 1 } satisfies Gone; throw new Error('5:39');",
      '         |                                             ^',
    ],
  ],
  ["function fail(n: number): never {\n  throw new RangeError('boom ' + n);\n}\nconst x = 7;", undefined],
  [
    // The shorthand property is written out before tslab sees it: what follows it stays in its column.
    'const o = { x }; fail(o.x);',
    [
      'RangeError: boom 7',
      '    at fail (cell [3]:2:9)',
      "       2 |   throw new RangeError('boom ' + n);",
      '         |         ^',
      '    at cell [4]:1:18',
      '       1 | const o = { x }; fail(o.x);',
      '         |                  ^',
    ],
  ],
  [
    '[3].map((n) => fail(n));',
    [
      'RangeError: boom 3',
      '    at fail (cell [3]:2:9)',
      "       2 |   throw new RangeError('boom ' + n);",
      '         |         ^',
      '    at cell [5]:1:16',
      '       1 | [3].map((n) => fail(n));',
      '         |                ^',
      '    at cell [5]:1:5',
    ],
  ],
  [
    `import { late } from './late';\nawait late();`,
    [
      'TypeError: late',
      `    at late (late.ts:4:9)`,
      "       4 |   throw new TypeError('late');",
      '         |         ^',
      '    at async cell [6]:2:1',
      '       2 | await late();',
      '         | ^',
    ],
  ],
  [
    `import { early } from './late';\nearly();`,
    [
      'Error: early',
      `    at early (late.ts:7:9)`,
      "       7 |   throw new Error('early');",
      '         |         ^',
      '    at cell [7]:2:1',
      '       2 | early();',
      '         | ^',
    ],
  ],
  [
    'await new Promise((done) => setTimeout(done, 1));\nconst nothing: any = undefined;\nnothing.field;',
    [
      "TypeError: Cannot read properties of undefined (reading 'field')",
      '    at cell [8]:3:9',
      '       3 | nothing.field;',
      '         |         ^',
    ],
  ],
  [
    "import { createAgent } from 'dawnlab';\ncreateAgent('dwan', {} as any);",
    [
      "Error: There is no agent 'dwan'; there are dawn, policyDecorator, vanilla, resfit.",
      '    … 1 frame inside dawnlab',
      '    at cell [9]:2:1',
      "       2 | createAgent('dwan', {} as any);",
      '         | ^',
    ],
  ],
  [
    "const wrong: number = 'text';",
    [
      "cell [10]:1:7 - Type 'string' is not assignable to type 'number'.",
      "       1 | const wrong: number = 'text';",
      '         |       ^',
    ],
  ],
  [
    'const deep = (n: number): number => deep(n + 1);\ndeep(0);',
    [
      'RangeError: Maximum call stack size exceeded',
      expect.stringMatching(/^ {4}at deep \(cell \[11\]:1:3[67]\)$/) as unknown as string,
      '       1 | const deep = (n: number): number => deep(n + 1);',
      expect.stringMatching(/^ {9}\| {36,38}\^$/) as unknown as string,
      '    … 49 more of the same',
    ],
  ],
  [
    "throw 'text';",
    ['Thrown: text', '    in cell [12]', 'Only an Error knows the line it comes from: throw new Error("text").'],
  ],
  [
    "throw new Error('outer', { cause: new Error('inner') });",
    [
      'Error: outer',
      '    at cell [13]:1:7',
      "       1 | throw new Error('outer', { cause: new Error('inner') });",
      '         |       ^',
      'caused by Error: inner',
      '    at cell [13]:1:35',
      "       1 | throw new Error('outer', { cause: new Error('inner') });",
      '         |                                   ^',
    ],
  ],
  [
    'setTimeout(() => fail(4), 1);\nawait new Promise((done) => setTimeout(done, 50));',
    [
      'RangeError: boom 4',
      '    at fail (cell [3]:2:9)',
      "       2 |   throw new RangeError('boom ' + n);",
      '         |         ^',
      '    at Timeout._onTimeout (cell [14]:1:18)',
      '       1 | setTimeout(() => fail(4), 1);',
      '         |                  ^',
    ],
  ],
  [
    "const { lost, kept } = { lost: 1, kept: 2 };\nthrow new Error('x');",
    ['Error: x', '    at cell [15]:2:7', "       2 | throw new Error('x');", '         |       ^'],
  ],
  [
    'lost + nowhere;',
    [
      "cell [16]:1:1 - Cannot find name 'lost'.",
      '       1 | lost + nowhere;',
      '         | ^',
      "cell [16]:1:8 - Cannot find name 'nowhere'.",
      '       1 | lost + nowhere;',
      '         |        ^',
      'lost is declared in cell [15], which failed: run that cell again.',
    ],
  ],
];

/** Beside the errors: `await` before a bracket, which tslab takes for a call. */
const AWAITED = 'const four = await (async () => 4)();\nconsole.log(four + 1);';

/** Names of properties that are taken out of an object, where earlier cells have variables of these names. */
const TAKEN = [
  "const rows = [{ n: 'a', v: 1 }];\nlet v = 0;",
  'for (const { n: x } of rows) console.log(x, { v }.v);\n({ v } = rows[0]!);\n[{ v: v }] = rows;\nconsole.log(v);',
];

/** A notebook's own data and types, and packages that only the library has. */
const LENT = [
  "import { readFileSync } from 'node:fs';\nimport * as aq from 'arquero';\nimport * as dfd from 'danfojs-node';\nimport * as tslab from 'tslab';",
  "const frame: dfd.DataFrame = new dfd.DataFrame([{ y: 2 }]);\nconst text: string = readFileSync('data.csv', 'utf8');\nconsole.log(aq.fromCSV(text).numRows(), frame.shape, typeof tslab.display.html);",
];

const HINT =
  'Not awaited: write `await` before the call, so that the cell waits for its value and fails where it fails.';

type Output = { output_type: string; text?: string[]; traceback?: string[]; evalue?: string };
const outputsOf = (path: string) =>
  (JSON.parse(readFileSync(path, 'utf8')).cells as { outputs: Output[] }[]).map(({ outputs }) => outputs);

describe('an error', () => {
  let outputs: Output[][] = [];
  beforeAll(async () => {
    const source =
      "type Late = void;\nexport async function late(): Promise<Late> {\n  await null;\n  throw new TypeError('late');\n}\nexport function early(): Late {\n  throw new Error('early');\n}\n";
    writeFileSync(join(folder, 'late.ts'), source);
    const stack = 'try { fail(5); } catch (error) { console.log((error as Error).stack); }';
    const input = writeCells(join(folder, 'errors.ipynb'), [
      ...CASES.map(([cell]) => cell),
      ...TAKEN,
      ...LENT,
      AWAITED,
      stack,
    ]);
    writeFileSync(join(folder, 'data.csv'), 'x\n1\n3\n');
    const output = join(folder, 'errors-out.ipynb');
    await runNotebook({ input, output, allowErrors: true });
    outputs = outputsOf(output);
  });

  it.each(CASES.map(([cell, traceback], i) => [cell, traceback, i] as const))(
    'of %j names its line',
    (_, traceback, i) => {
      const error = outputs[i]!.find(({ output_type }) => output_type === 'error');
      expect(error?.traceback).toEqual(traceback);
    },
  );

  it('is none where a cell awaits a bracket', () => {
    expect(outputs.at(-2)!).toEqual([{ output_type: 'stream', name: 'stdout', text: ['5\n'] }]);
  });

  it('is none where properties are taken out of an object by names that an earlier cell has', () => {
    expect(outputs[CASES.length + 1]![0]!.text).toEqual(['a 0\n', '1\n']);
  });

  it('is none where a cell reads its folder, or imports what only the library has', () => {
    expect(outputs[CASES.length + 3]![0]!.text).toEqual(['2 [ 1, 1 ] function\n']);
  });

  it('has a stack that names the reader’s lines, and nothing of the kernel', () => {
    expect(outputs.at(-1)![0]!.text!.join('')).toBe(
      'RangeError: boom 5\n    at fail (cell [3]:2:9)\n    at cell [22]:1:7\n',
    );
  });
});

describe('a call without await', () => {
  const later =
    "async function later(ms: number) { await new Promise((done) => setTimeout(done, ms)); throw new Error('later'); }";
  const run = async (name: string, cells: readonly string[]) => {
    const input = writeCells(join(folder, `${name}.ipynb`), cells);
    const output = join(folder, `${name}-out.ipynb`);
    return { ...(await runNotebook({ input, output })), outputs: outputsOf(output) };
  };

  it('fails the cell that made it, while that runs', async () => {
    const { ok, failure, cells } = await run('now', [
      later,
      'later(1);\nawait new Promise((done) => setTimeout(done, 50));',
      '1',
    ]);
    expect([ok, failure?.cell, failure?.message, cells.length]).toEqual([false, 2, 'Error: later', 2]);
    expect(failure?.traceback).toContain('at later (cell [1]:1:');
    expect(failure?.traceback).toContain(HINT);
  });

  it('fails the cell that made it, after the end of the last cell', async () => {
    const { ok, failure, outputs } = await run('late', [later, 'later(300); 1', '2']);
    expect([ok, failure?.cell, failure?.message]).toEqual([false, 2, 'Error: later']);
    expect(outputs[1]!.map(({ output_type }) => output_type)).toEqual(['stream', 'error']);
    expect(outputs[2]!.map(({ output_type }) => output_type)).toEqual(['stream']);
  });

  it('is hinted at where a promise is the result, and harmless where it ends well', async () => {
    const cell = 'const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));\nwait(200)';
    const { ok, outputs } = await run('well', [cell, 'await wait(1)', 'const p = wait(1).then(() => 3);\nawait p; p']);
    expect(ok).toBe(true);
    expect(outputs[0]![0]!.text).toEqual(['Promise { <pending> } \n', `${HINT}\n`]);
    expect(outputs[1]).toEqual([]);
    expect(outputs[2]![0]!.text).toEqual(['Promise { 3 }\n']);
  });
});

describe('stop_on_error', () => {
  let client: KernelClient;
  beforeAll(async () => {
    ({ client } = await startKernel('.', {}));
  });
  afterAll(() => client?.close());
  const send = async (code: string, stop_on_error?: boolean) => {
    const options = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error };
    return client.request('execute_request', { code, ...options });
  };
  const statuses = async (stop_on_error?: boolean) => {
    // All three are sent before the first has failed, as "run all" does.
    const sent = [];
    for (const code of ["await new Promise((done) => setTimeout(done, 50)); throw new Error('x');", '1', '2'])
      sent.push(await send(code, stop_on_error));
    return Promise.all(sent.map(async ({ reply }) => (await reply).content.status));
  };

  it('false: what waits runs; true, and unsaid: it is aborted, in the word of the protocol', async () => {
    expect(await statuses(false)).toEqual(['error', 'ok', 'ok']);
    expect(await statuses(true)).toEqual(['error', 'aborted', 'aborted']);
    await new Promise((done) => setTimeout(done, 300));
    expect(await statuses()).toEqual(['error', 'aborted', 'aborted']);
  });

  it('false: what comes at once after an error runs', async () => {
    await new Promise((done) => setTimeout(done, 300));
    const first = await send("throw new Error('x')", false);
    expect((await first.reply).content).toMatchObject({ status: 'error', ename: 'Error', evalue: 'x' });
    expect((await (await send('1', false)).reply).content).toMatchObject({ status: 'ok' });
  });
});
