import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allFeatures, featurize } from '../../../src/environments/index.js';
import { createEnv, envSpec } from '../../../src/tasks/index.js';

const PICTURES = new URL('../../golden/gantryPegRgb.json', import.meta.url);

describe('gantry-peg-rgb', () => {
  it('tells of the box by pixels alone: numbers and features stay when the box is moved', async () => {
    const env = await createEnv('gantry-peg-rgb');
    const { spec } = env;
    for (const seed of [1, 2, 3]) {
      env.reset(seed);
      for (let t = 0; t < 5; t++) env.step([0.3, 1, -0.2, 0.1, 0, 0]);
      const { env: id, values } = env.snapshot();
      const [obs, before] = [env.restore({ env: id, values }), env.show!().rgb];
      // Behind phase and step lie the box's x, y, z and yaw.
      const moved = Float64Array.from(values, (value, i) => (i >= 2 && i < 6 ? value + 0.02 : value));
      const [there, after] = [env.restore({ env: id, values: moved }), env.show!().rgb];
      expect([...there]).toEqual([...obs]);
      expect([...featurize(allFeatures(spec), there)]).toEqual([...featurize(allFeatures(spec), obs)]);
      expect(after.filter((byte, i) => byte !== before[i]).length).toBeGreaterThan(100);
    }
    env.close();
  });

  it('has the gantry’s own joints for numbers, and the physics of gantry-peg', async () => {
    const [seen, whole] = [await createEnv('gantry-peg-rgb'), await createEnv('gantry-peg')];
    expect(seen.spec.obsNames).toEqual(envSpec('gantry-peg').obsNames.slice(0, 12));
    expect(seen.spec.taskFeatures).toEqual([]);
    expect(seen.spec.obsNames.filter((name) => /box|hole|error/i.test(name))).toEqual([]);
    expect([...seen.reset(4)]).toEqual([...whole.reset(4).subarray(0, 12)]);
    for (let t = 0; t < 20; t++) {
      const action = [0.2, 0.9, 0.1, -0.3, 0.05, 0.02];
      expect([...seen.step(action).obs]).toEqual([...whole.step(action).obs.subarray(0, 12)]);
    }
    seen.close();
    whole.close();
  });

  it('draws the bytes that another process drew', async () => {
    const env = await createEnv('gantry-peg-rgb');
    const drawn = [1, 2, 3].map((seed) => {
      env.reset(seed);
      for (let t = 0; t < 10; t++) env.step([0, 1, 0, 0, 0, 0]);
      return createHash('sha256').update(env.show!().rgb).digest('hex');
    });
    env.close();
    expect(drawn).toEqual(JSON.parse(readFileSync(PICTURES, 'utf8')));
  });
});
