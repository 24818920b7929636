import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPhysics, type PhysicsTask, type Simulation } from '../../../src/environments/index.js';
import { randomStream } from '../../../src/random/index.js';
import { createExpert } from '../../../src/tasks/index.js';
import { pushChair } from '../../../src/tasks/pushChair/pushChair.js';
import { CHAIR_QPOS, CHAIR_QVEL, DRAWN_CHAIR } from '../../../src/tasks/pushChair/pushChairModel.js';
import { pushChairSpec } from '../../../src/tasks/pushChair/pushChairSpec.js';
import { successes } from '../successes.js';

describe('push-chair', () => {
  let task: PhysicsTask;
  let simulation: Simulation;
  beforeAll(async () => {
    task = pushChair(await loadPhysics('wasm'));
    simulation = task.simulation as Simulation;
  });
  afterAll(() => simulation.close());

  const arrange = (seed: number): void => {
    simulation.reset();
    task.arrange(randomStream(seed, 'env'));
    simulation.forward();
  };
  const seen = (name: string): number => {
    const obs = new Float32Array(pushChairSpec.obsDim);
    task.observe(obs);
    return obs[pushChairSpec.obsNames.indexOf(name)];
  };
  /** Puts the chair down at rest somewhere, tilted about the y axis. */
  const put = (x: number, y: number, tilt = 0): void => {
    arrange(1);
    simulation.qpos.set([x, y, 0, Math.cos(tilt / 2), 0, Math.sin(tilt / 2), 0], CHAIR_QPOS.chair);
  };

  it('counts a chair that is within 15 cm of the mark, upright and at rest', () => {
    put(0.1, 0.1);
    expect(task.succeeded()).toBe(true);
    put(0.11, 0.11);
    expect(task.succeeded()).toBe(false);
    put(0, 0, 0.16);
    expect(seen('tilt')).toBeCloseTo(0.16, 5);
    expect(task.succeeded()).toBe(false);
    put(0, 0);
    simulation.qvel[CHAIR_QVEL.chair] = 0.11;
    expect(task.succeeded()).toBe(false);
  });

  it('sees chair and mark in the directions of the robot', () => {
    put(1, 1);
    // The robot stands at (1, −1) and faces +y: the chair is 2 m before it, the mark 1 m ahead and 1 m to its left.
    simulation.qpos.set([1, -1, Math.PI / 2], CHAIR_QPOS.base);
    const names = ['toChairX', 'toChairY', 'toMarkX', 'toMarkY', 'chairToMarkX', 'chairToMarkY', 'distance'];
    for (const [i, value] of [2, 0, 1, 1, -1, 1, Math.SQRT2].entries()) expect(seen(names[i])).toBeCloseTo(value, 6);
  });

  it('moves the way its action points, in its own directions', () => {
    arrange(2);
    simulation.qpos.set([2, 2, Math.PI / 2], CHAIR_QPOS.base);
    for (let step = 0; step < 20; step++) {
      task.control(Float64Array.of(0.5, 0, 0, 0.5, 0, 0));
      simulation.advance(10);
    }
    const [x, y] = simulation.qpos.subarray(CHAIR_QPOS.base);
    expect(x).toBeCloseTo(2, 2);
    // Half a metre per second for a second, less the start.
    expect(y).toBeGreaterThan(2.35);
    expect(y).toBeLessThan(2.51);
  });

  it('rolls less far where its castors resist more, and stands on its feet', () => {
    const rollOut = (resistance: number): number => {
      put(2, 0);
      simulation.qpos.set([-3, 0, 0], CHAIR_QPOS.base);
      task.memory[DRAWN_CHAIR.resistance] = resistance;
      task.recall?.();
      simulation.qvel[CHAIR_QVEL.chair] = 0.5;
      simulation.advance(100);
      expect(Math.abs(simulation.qpos[CHAIR_QPOS.chair + 2])).toBeLessThan(0.003);
      return simulation.qpos[CHAIR_QPOS.chair] - 2;
    };
    const [easy, hard] = [rollOut(4), rollOut(16)];
    expect(hard).toBeLessThan(0.8 * easy);
    expect(hard).toBeGreaterThan(0.02);
  });

  it('is solved by its expert in 14 of 15 episodes', async () => {
    expect(await successes(createExpert('push-chair'), 5000, 15)).toBeGreaterThanOrEqual(14);
  });
});
