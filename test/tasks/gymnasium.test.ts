/** Tasks by a Gymnasium id, against Adroit in this process. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPhysics, nativeMissing, pythonTask } from '../../src/environments/index.js';
import { loadKnobs, resolvePart } from '../../src/parts/index.js';
import { loadBasePolicy } from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';
import {
  adroitMissing,
  adroitTasks,
  createAdroit,
  gymnasiumInterpreter,
  gymnasiumMissing,
  gymnasiumTask,
  openTask,
} from '../../src/tasks/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const missing = gymnasiumMissing() ?? adroitMissing();
if (missing) console.warn(`Tasks by a Gymnasium id are not tested: ${missing}`);

const DRAWN_PEN = `${fileURLToPath(new URL('drawn_pen.py', import.meta.url))}:make`;
const SIZES = { slots: 2, obsHorizon: 1, executeSteps: 1 };

describe.skipIf(missing)('a task by a Gymnasium id', () => {
  it('is step for step what Adroit is in this process, from the same draws and actions', async () => {
    const native = nativeMissing() === undefined;
    const pen = createAdroit(await loadPhysics(native ? 'native' : 'wasm'), adroitTasks.pen);
    const env = await openTask(await gymnasiumTask(DRAWN_PEN), SIZES);
    const random = randomStream(1, 'control');
    for (const seed of [3, 4]) {
      pen.simulation.reset();
      // drawn_pen.py has the same two numbers.
      pen.place([((seed * 37) % 100) / 100, -((seed * 53) % 100) / 100]);
      pen.simulation.forward();
      expect(await env.reset(1, seed)).toEqual(Float32Array.from(pen.observe()));
      // The native builds are the same, bit for bit; WebAssembly's differs in the last bits, which contacts make grow.
      for (let step = 0; step < (native ? 60 : 1); step++) {
        const action = random.fillUniform(new Float32Array(24), -1.2, 1.2);
        pen.step(action);
        const { obsStacks, success, clippedFraction } = await env.stepChunks([1], action);
        const seen = Float32Array.from(pen.observe());
        if (native) expect(obsStacks).toEqual(seen);
        else expect(Math.max(...obsStacks.map((entry, i) => Math.abs(entry - seen[i])))).toBeLessThan(1e-6);
        expect(success[0]).toBe(Number(pen.succeeded()));
        expect(clippedFraction[0]).toBeCloseTo(action.filter((entry) => Math.abs(entry) > 1).length / 24, 6);
      }
    }
    pen.simulation.close();
    await env.close();
  });

  it('stands where a reference may, with keywords and a rule of success', async () => {
    const address = 'gymnasium:AdroitHandPen-v1?max_episode_steps=50&success=reward>=3';
    const { value, hash } = await resolvePart(address, 'task');
    expect(value.spec).toMatchObject({
      id: address.slice('gymnasium:'.length),
      obsDim: 45,
      actionDim: 24,
      horizon: 50,
    });
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.parse(value.text!).versions).toMatchObject({ mujoco: '3.14.0', 'gymnasium-robotics': '1.4.2' });
    await expect(resolvePart(address, 'agent')).rejects.toThrow('is a task; it cannot stand where the agent should');
    await expect(loadBasePolicy(value)).rejects.toThrow(/no diffusion policy.*--base .\/mine.ts#base/);
    await expect(loadKnobs({ optimizer: 'gymnasium:Pendulum-v1' } as object)).rejects.toThrow('is a task');
  });

  it.each([
    ['NoSuchTask-v0', /LookupError: Gymnasium has no environment 'NoSuchTask-v0'.*gymnasium_robotics/s],
    ['CartPole-v1', /TypeError: actions are Discrete\(2\); they must be a Box/],
    ['Pendulum-v1', 'success'],
  ])('%s is refused with what to do, or needs a rule', async (id, expected) => {
    if (expected !== 'success') return expect(gymnasiumTask(id)).rejects.toThrow(expected as RegExp);
    const env = await openTask(await gymnasiumTask(id), SIZES);
    await env.reset(0, 1);
    await expect(env.stepChunks([0], new Float32Array(1))).rejects.toThrow(/KeyError.*neither success nor is_success/);
    await env.close();
  });

  describe('the page on simulators', () => {
    const folder = temporaryFolder();
    const page = readFileSync(fileURLToPath(new URL('../../docs/simulators.md', import.meta.url)), 'utf8');
    const write = (file: string, opening: string) => {
      const [, text] = page.match(new RegExp(`\`\`\`\\w+\\n(${opening}.*?)\`\`\``, 's'))!;
      writeFileSync(join(folder, file), text);
      return join(folder, file);
    };

    it("shows a task and a base policy of one's own that load", async () => {
      const file = write('mine.ts', '// mine.ts');
      const { value: task } = await resolvePart(`${file}#task`, 'task');
      const { value: base } = await resolvePart(`${file}#base`, 'base');
      expect(task.spec).toMatchObject({ id: 'turn-the-pen', horizon: 100 });
      expect([task.spec.stateFeatures.length, task.spec.taskFeatures.length]).toEqual([30, 3]);
      expect((await base.create(1)).task).toBe('turn-the-pen');
    });

    it('shows an environment in plain Python that runs', async () => {
      const factory = `${write('mine.py', '# mine.py')}:make`;
      const env = await openTask(await pythonTask({ id: 'cart', factory, python: gymnasiumInterpreter() }), SIZES);
      expect((await env.reset(0, 250))[0]).toBe(-0.5);
      expect((await env.stepChunks([0], Float32Array.of(1))).obsStacks[0]).toBeCloseTo(-0.45, 6);
      await env.close();
    });
  });
});
