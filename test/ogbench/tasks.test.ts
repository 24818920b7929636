import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBasePolicy } from '../../src/policies/index.js';
import { createEnv, createExpert, installCubes, renderFrame } from '../../src/tasks/index.js';
import { ARRANGEMENTS } from '../../src/tasks/ogbench/arrangements.js';
import { ogbenchFolder, ogbenchMissing } from '../../src/tasks/ogbench/assetFolder.js';
import { composeModel } from '../../src/tasks/ogbench/composeModel.js';
import { cubeGroups } from '../../src/tasks/ogbench/cubeSpec.js';
import { reachDown, ur5ePose } from '../../src/tasks/ogbench/ur5e.js';

const missing = ogbenchMissing();
if (missing) console.warn(`OGBench's cubes are not tested: ${missing}`);

describe('the models of the cubes', () => {
  it('lie in the cache of the user, and say how they come there', () => {
    expect(ogbenchFolder({ XDG_CACHE_HOME: join('/', 'cache') })).toContain(
      join('/', 'cache', 'dawnlab', 'ogbench-1.2.2'),
    );
    expect(ogbenchMissing('/nowhere')).toMatch(/ogbench 1\.2\.2.*\/nowhere.*`dawnlab assets ogbench`/);
  });

  it('are refused when the wheel is another one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dawnlab-'));
    const wheel = join(folder, 'other.whl');
    writeFileSync(wheel, 'something else');
    await expect(installCubes({ wheel })).rejects.toThrow(/has SHA-256 .*, expected e0f809be/);
    rmSync(folder, { recursive: true });
  });

  it('are composed as dm_control composes them: prefixes, the gripper on the flange, cubes in a row', () => {
    const xml = composeModel(
      {
        arena: '<mujoco><worldbody><light name="l"/><geom name="floor" material="grid"/></worldbody></mujoco>',
        arm:
          '<mujoco><default><default class="ur5e"/></default><worldbody><body name="base" childclass="ur5e">' +
          '<geom mesh="base_0" class="visual"/><site name="attachment_site" pos="0 .1 0" quat="-1 1 0 0"/></body></worldbody>' +
          '<actuator><general name="pan" joint="pan_joint"/></actuator></mujoco>',
        gripper:
          '<mujoco><asset><material name="metal"/><mesh class="2f85" file="base.stl"/></asset>' +
          '<worldbody><!-- old --><body name="hand"/></worldbody></mujoco>',
        outer: '<mujoco><default><default class="cube"/></default></mujoco>',
        inner: '<mujoco><worldbody><body name="object_0" pos="0.3 0 .02"/></worldbody></mujoco>',
      },
      2,
    );
    expect(xml).toContain(
      '<worldbody><geom name="floor"/><body name="ur5e/"><body name="ur5e/base" childclass="ur5e/ur5e">' +
        '<site name="ur5e/attachment_site" pos="0 .1 0" quat="-1 1 0 0"/>' +
        '<body name="ur5e/robotiq/" pos="0 .1 0" quat="-1 1 0 0"><body name="ur5e/robotiq/hand"/></body></body></body>' +
        '<body name="object_0" pos="0.3 -0.05 .02"/><body name="object_1" pos="0.3 0.05 .02"/></worldbody>',
    );
    expect(xml).toContain('<asset><mesh class="ur5e/robotiq/2f85" name="ur5e/robotiq/base" file="base.stl"/></asset>');
    expect(xml).toContain('joint="ur5e/pan_joint" gainprm="4500" biasprm="0 -4500 -400"/></actuator>');
  });
});

describe('the inverse kinematics of the arm', () => {
  it('brings the finger tips to where they are wanted, pointing down', () => {
    const { flange } = ur5ePose(reachDown([-1.9, -1.6, 2.1, -2, -1.5, 0], [0.45, -0.2, 0.1], 0.7));
    // The tips are 155.8 mm below the flange.
    [0.45, -0.2, 0.2558].forEach((value, i) => {
      expect(flange.p[i]).toBeCloseTo(value, 3);
    });
  });
});

describe.skipIf(missing)('the tasks of the cubes', () => {
  const at = cubeGroups('single');

  it.each([1, 2, 3, 4, 5])('start and end where OGBench has it: task %i', async (task) => {
    const env = await createEnv(`ogbench-cube-single-task${task}`);
    const obs = env.reset(task);
    const { starts, goals } = ARRANGEMENTS.single[task - 1];
    const decimetres = ([x, y, z]: readonly number[]) => [10 * (x - 0.425), 10 * y, 10 * z];
    decimetres(goals[0]).forEach((value, i) => {
      expect(obs[at.goal(0) + i]).toBeCloseTo(value, 5);
    });
    // Within a centimetre.
    decimetres(starts[0]).forEach((value, i) => {
      expect(Math.abs(obs[at.cube(0) + i] - value)).toBeLessThan(0.1001);
    });
    env.close();
  });

  it('are all drawn by their suite, whose policies they have', async () => {
    const env = await createEnv('ogbench-cube-single');
    const goals = Array.from({ length: 40 }, (_, seed) =>
      env
        .reset(seed)
        .slice(at.goal(0), at.goal(0) + 3)
        .join(),
    );
    env.close();
    expect(new Set(goals).size).toBe(5);
    const base = await loadBasePolicy('ogbench-cube-single-task3');
    expect(base).toMatchObject({ task: 'ogbench-cube-single-task3', kind: 'diffusion', actionDim: 5 });
    await base.close();
  });

  it('are solved by the expert, the picture shows it, and a solved cube is within 4 cm of its goal', async () => {
    const env = await createEnv('ogbench-cube-single');
    const expert = createExpert('ogbench-cube-single');
    let obs = env.reset(1);
    const before = renderFrame(env.spec.id, obs, { width: 64, height: 48 });
    expert.reset();
    const left = () => Math.hypot(...obs.slice(at.relative(0) + 3, at.relative(0) + 6)) / 10;
    for (;;) {
      const step = env.step(expert.act(obs));
      obs = step.obs;
      expect(step.success).toBe(left() <= 0.04);
      if (step.terminated || step.truncated) break;
    }
    expect(left()).toBeLessThanOrEqual(0.04);
    expect(renderFrame(env.spec.id, obs, { width: 64, height: 48 }).rgb).not.toEqual(before.rgb);
    env.close();
  });
});
