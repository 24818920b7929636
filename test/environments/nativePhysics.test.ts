/** The native physics beside WebAssembly's, and with itself in other processes and threads. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Env, loadPhysics, nativeMissing, type Simulation } from '../../src/environments/index.js';
import { randomStream } from '../../src/random/index.js';
import { createEnv, physicsTasks } from '../../src/tasks/index.js';
import { envContract } from '../contracts/env.js';

const missing = nativeMissing();
if (missing) console.warn(`The native physics is not tested: ${missing}.`);

for (const id of ['gantry-peg', 'panda-peg', 'adroit-relocate'])
  envContract(`native ${id}`, () => createEnv(id, { physics: 'native' }), missing ?? physicsTasks[id].missing?.());

const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

/** A task's simulation on a physics, with its first episode begun. */
async function begin(id: string, name: 'wasm' | 'native') {
  const task = physicsTasks[id].task(await loadPhysics(name));
  task.simulation.reset();
  task.arrange(randomStream(1, 'env'));
  task.simulation.forward();
  task.control(Float64Array.from(randomStream(1, 'control').fillUniform(new Float32Array(task.spec.actionDim), -1, 1)));
  return task.simulation as Simulation;
}

const ARRAYS = [
  'qpos',
  'qvel',
  'ctrl',
  'mocapPos',
  'mocapQuat',
  'sitePos',
  'bodyPos',
  'bodyQuat',
  'sensorData',
  'bodyForce',
] as const;
const NUMBERS = ['body_pos', 'body_quat', 'site_pos', 'jnt_dofadr', 'actuator_ctrlrange'] as const;
const GAINS = ['actuator_gainprm', 'actuator_biasprm'] as const;

// A contact is stiff: its force shows a position's last bit at once.
describe.skipIf(missing)('the native physics', () => {
  for (const [id, { missing: lacks, suite }] of Object.entries(physicsTasks))
    it.skipIf(suite || lacks?.())(
      `has the model of ${id}, and is where WebAssembly is after 1 and 10 steps`,
      async () => {
        const [native, wasm] = [await begin(id, 'native'), await begin(id, 'wasm')];
        expect(native.timestep).toBe(wasm.timestep);
        expect(native.stateSize).toBe(wasm.stateSize);
        expect(native.model.nu).toBe(wasm.model.nu);
        for (const name of [...NUMBERS, ...GAINS]) expect([...native.model[name]]).toEqual([...wasm.model[name]]);
        for (const steps of [0, 1, 9]) {
          for (const each of [native, wasm]) {
            each.advance(steps);
            each.resolveForces();
          }
          for (const name of ARRAYS) {
            expect(native[name].length).toBe(wasm[name].length);
            expect(difference(native[name], wasm[name])).toBeLessThanOrEqual(name === 'bodyForce' ? 1e-9 : 1e-12);
          }
        }
        for (const each of [native, wasm]) each.close();
      },
    );

  const SCRIPT = fileURLToPath(new URL('nativeRollout.mjs', import.meta.url));
  const run = (...args: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'dawnlab-native-'));
    const { stdout, stderr, status } = spawnSync(process.execPath, [SCRIPT, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    const left = readdirSync(folder);
    rmSync(folder, { recursive: true });
    return { said: stdout.trim(), stderr, status, left };
  };

  function rollout(env: Env): string {
    const random = randomStream(7, 'rollout');
    const hash = createHash('sha256').update(env.reset(7));
    for (let step = 0; step < 100; step++)
      hash.update(env.step(random.fillUniform(new Float32Array(env.spec.actionDim), -1, 1)).obs);
    env.close();
    return hash.digest('hex');
  }

  it('gives the same bits again, in another process and in a thread', async () => {
    const make = () => createEnv('panda-peg', { physics: 'native' });
    const here = rollout(await make());
    expect(rollout(await make())).toBe(here);
    expect(run('panda-peg').said).toBe(here);
    expect(run('panda-peg', 'thread').said).toBe(here);
  });

  it.each([[[]], [['thread']]])(
    'ends the process with its reason, and what to do, when MuJoCo cannot go on %j',
    (where) => {
      const { said, stderr, status, left } = run('BROKEN', ...where);
      expect({ said, status, left }).toEqual({ said: '', status: 1, left: [] });
      expect(stderr).toContain(
        'MuJoCo met an error after which it cannot go on, so that this process ends: mj_stackAlloc',
      );
      expect(stderr).toContain('up to its last checkpoint');
    },
  );
});
