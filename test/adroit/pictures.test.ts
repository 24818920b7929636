import { describe, expect, it } from 'vitest';
import { loadPhysics } from '../../src/environments/index.js';
import { randomStream } from '../../src/random/randomStream.js';
import { arrangement } from '../../src/tasks/adroit/arrangements.js';
import { readAdroitAsset } from '../../src/tasks/adroit/assetFolder.js';
import { bodyPoses, sitePosition } from '../../src/tasks/adroit/bodyPoses.js';
import type { PictureModel } from '../../src/tasks/adroit/pictureModel.js';
import {
  type Adroit,
  adroitMissing,
  adroitTasks,
  createAdroit,
  createEnv,
  envSpec,
  renderFrame,
} from '../../src/tasks/index.js';

const model = (name: string) => JSON.parse(readAdroitAsset(`${name}.json`)) as PictureModel;

/** A state in which everything is somewhere: joints, object, and what a reset draws. */
function scatter(adroit: Adroit, seed: number): void {
  const random = randomStream(seed, 'scatter');
  adroit.simulation.reset();
  adroit.place(adroit.task.draws.map(([low, high]) => random.uniform(low, high)));
  const { qpos } = adroit.simulation;
  for (let i = 0; i < qpos.length; i++) qpos[i] = random.uniform(0, 0.3);
  adroit.simulation.forward();
}

describe.skipIf(adroitMissing()).each(Object.values(adroitTasks))('the picture of $name', (task) => {
  it('has every site where MuJoCo has it', async () => {
    const adroit = createAdroit(await loadPhysics('wasm'), task);
    const pictured = model(task.name);
    scatter(adroit, 1);
    adroit.place(task.draws.map(([low]) => low));
    const names = pictured.bodies.flatMap(({ joints }) => joints.map(({ name }) => name));
    const joints = Object.fromEntries(names.map((name, i) => [name, adroit.simulation.qpos[i]]));
    // What a reset moves is where the file has it; all else hangs on the joints alone.
    const poses = bodyPoses(pictured, joints);
    for (const name of ['S_grasp', 'S_fftip', 'S_thtip'])
      sitePosition(pictured, poses, name).forEach((value, axis) => {
        const site = adroit.simulation.indexOf('site', name);
        expect(value).toBeCloseTo(adroit.simulation.sitePos[3 * site + axis], 10);
      });
    adroit.simulation.close();
  });

  it('finds all bodies from an observation alone', async () => {
    const adroit = createAdroit(await loadPhysics('wasm'), task);
    const pictured = model(task.name);
    for (const seed of [2, 3]) {
      scatter(adroit, seed);
      const obs = Object.fromEntries(task.spec.obsNames.map((name, i) => [name, adroit.observe()[i]]));
      const poses = arrangement(task.name)(pictured, obs);
      pictured.bodies.forEach(({ name }, i) => {
        if (name === 'world') return;
        for (let axis = 0; axis < 3; axis++)
          expect(poses[i].p[axis], name).toBeCloseTo(adroit.simulation.bodyPos[3 * i + axis], 8);
      });
    }
    adroit.simulation.close();
  });

  it('changes when the hand moves', async () => {
    const env = await createEnv(task.spec.id);
    const before = renderFrame(task.spec.id, env.reset(1), { width: 80, height: 60 });
    let obs = env.reset(1);
    for (let t = 0; t < 10; t++) obs = env.step(new Float32Array(envSpec(task.spec.id).actionDim).fill(0.8)).obs;
    const after = renderFrame(task.spec.id, obs, { width: 80, height: 60 });
    const changed = after.rgb.filter((value, i) => Math.abs(value - before.rgb[i]) > 30).length;
    expect(changed / after.rgb.length).toBeGreaterThan(0.01);
    env.close();
  });
});
