/** Environments in Python processes: the contract, and everything that a process can do wrong. */

import { describe, expect, it } from 'vitest';
import { guardedVectorEnv } from '../../../src/environments/guardedVectorEnv.js';
import { pythonTask, type VectorEnv } from '../../../src/environments/index.js';
import { processVectorEnv } from '../../../src/environments/process/processVectorEnv.js';
import { gymnasiumMissing, openTask } from '../../../src/tasks/index.js';
import { vectorEnvContract } from '../../contracts/vectorEnv.js';
import { lineProcess, lineTask } from './line.js';

const SIZES = { slots: 3, obsHorizon: 2, executeSteps: 4 };
const LASTING = { mark: 0, horizon: 120 };

const missing = gymnasiumMissing();
if (missing) console.warn(`Environments in Python processes are not tested: ${missing}`);
else
  vectorEnvContract(
    'the vector over processes',
    async (sizes) => openTask(await pythonTask(lineProcess(LASTING)), sizes),
    lineTask(LASTING),
  );

/** Opens a task that misbehaves in its third step. */
async function open(options: Record<string, unknown>, silence = 600): Promise<VectorEnv> {
  const { spec } = lineTask({ mark: 0, horizon: 20 });
  const source = { python: 'python3', ...lineProcess({ mark: 0, ...options }), options, silence };
  return guardedVectorEnv(await processVectorEnv(source, spec, SIZES), spec, SIZES);
}

/** What one chunk in slot 1 says, and what the siblings say after it. */
async function failure(options: Record<string, unknown>, silence?: number): Promise<[string, string]> {
  const env = await open(options, silence);
  const idle = new Float32Array(SIZES.executeSteps * env.spec.actionDim);
  try {
    for (const slot of [0, 1, 2]) await env.reset(slot, slot);
    const said = await env.stepChunks([1], idle).then(String, (error: Error) => error.message);
    const sibling = await env.reset(0, 1).then(String, (error: Error) => error.message);
    return [said, sibling];
  } finally {
    await env.close();
  }
}

describe.skipIf(missing)('a Python process that goes wrong', () => {
  it.each([
    [
      'raise',
      /^line: its Python process raised ValueError: the point is lost \(.*line\.py:\d+\)\..*last words:.*point is lost/s,
    ],
    ['nan', /^line: entry x of the observation is NaN \(after a chunk\)/],
    ['shape', /^line: .*shape \(3,\), expected \(2,\).*step 3 of the episode/s],
    ['kill', /^line: its Python process ended \(SIGKILL\)\. Its last words:.*terrible is about to happen/s],
    ['exit', /^line: its Python process ended \(exit code 7\)/],
    ['rubbish', /^line: its Python process wrote what is no frame: "rubbish/],
  ])('that %ss is an error in our words, with its last ones', async (fault, expected) => {
    const [said, sibling] = await failure({ fault });
    expect(said).toMatch(expected);
    // A number that is not finite is the environment's fault, not the process's.
    if (fault !== 'nan') expect(sibling).toMatch(/^line: its Python process ended \(SIGKILL\)/);
  });

  it('that hangs is ended when it was silent for too long', async () => {
    // On a machine that does much else it is silent for so long before its first answer.
    const [said] = await failure({ fault: 'hang' }, 2).catch(({ message }: Error) => [message]);
    expect(said).toMatch(/said nothing for 2 s and was ended/);
  });

  it('that is closed while something is asked of it keeps nobody waiting', async () => {
    const env = await open({ fault: 'slow' });
    for (const slot of [0, 1, 2]) await env.reset(slot, slot);
    const said = env
      .stepChunks([1], new Float32Array(SIZES.executeSteps * env.spec.actionDim))
      .then(String, (error: Error) => error.message);
    await env.close();
    expect(await said).toMatch(/^line: its Python process was closed while something was asked of it/);
  });

  it('that prints does no harm', async () => {
    const [said] = await failure({ fault: 'print' });
    expect(said).toBe('[object Object]');
  });

  it('that asks gets no answer', async () => {
    const asks = lineProcess({}).factory.replace(/:make$/, ':asks');
    await expect(pythonTask({ ...lineProcess({}), factory: asks })).rejects.toThrow(/EOFError/);
  });

  it.each([
    [{ factory: './nowhere.py:make' }, /No such file.*nowhere\.py/s],
    [{ factory: 'no_such_module:make' }, /ModuleNotFoundError.*no_such_module/s],
    [{ python: '/no/such/python' }, /could not be started.*ENOENT.*DAWNLAB_PYTHON/s],
    [{ options: { friction: 1 } }, /TypeError.*friction/s],
    [{ options: { horizon: 0 } }, /What the Python process of line says is no description of a task.*horizon/s],
  ])('cannot be meant: %o', async (changes, expected) => {
    await expect(pythonTask({ ...lineProcess({}), ...changes })).rejects.toThrow(expected);
  });
});

describe.skipIf(missing)('a task in Python', () => {
  it('ends with success where that is asked for, and counts it wherever it was', async () => {
    const task = await pythonTask(lineProcess({ mark: 0.5, horizon: 8 }));
    const ends = await openTask(task, { slots: 1, obsHorizon: 1, executeSteps: 8 });
    const goesOn = await openTask(task, { slots: 1, obsHorizon: 1, executeSteps: 8, endOnSuccess: false });
    // It is pushed through the mark and out of it again.
    const run = async (env: VectorEnv) => {
      const [start] = await env.reset(0, 1);
      return env.stepChunks([0], new Float32Array(8 * 12).fill(-Math.sign(start)));
    };
    const [ended, whole] = [await run(ends), await run(goesOn)];
    expect([ended.terminated[0], ended.truncated[0], ended.success[0], ended.succeeded[0]]).toEqual([1, 0, 1, 1]);
    expect(ended.primitiveSteps[0]).toBeLessThan(8);
    expect([whole.terminated[0], whole.truncated[0], whole.success[0], whole.succeeded[0]]).toEqual([0, 1, 0, 1]);
    expect(whole.primitiveSteps[0]).toBe(8);
    await Promise.all([ends.close(), goesOn.close()]);
  });

  it('is told from others by its sources, options and packages', async () => {
    const one = await pythonTask(lineProcess({ mark: 0.1 }));
    const other = await pythonTask(lineProcess({ mark: 0.2 }));
    expect(one.text).not.toBe(other.text);
    expect(JSON.parse(one.text!)).toMatchObject({
      name: 'make',
      options: { mark: 0.1 },
      versions: { numpy: expect.stringMatching(/^\d/), python: expect.stringMatching(/^3\./) },
      sources: [expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{16}$/)],
    });
  });
});
