import { describe, expect, it } from 'vitest';
import { loadMujoco, Simulation } from '../../src/environments/physics/mujoco.js';

const BALL =
  '<mujoco><option timestep="0.01"/><size memory="200K"/><worldbody><body pos="0 0 1"><freejoint/><geom size=".1" mass="1"/></body></worldbody></mujoco>';

describe('Simulation', () => {
  it('falls as Newton says', async () => {
    const simulation = new Simulation(await loadMujoco(), BALL);
    simulation.advance(10);
    // Semi-implicit Euler: v = −g·n·h, z = 1 − g·h²·n(n + 1) / 2.
    expect(simulation.qvel[2]).toBeCloseTo(-9.81 * 0.1, 10);
    expect(simulation.qpos[2]).toBeCloseTo(1 - (9.81 * 1e-4 * 110) / 2, 10);
    simulation.close();
  });

  it('says so when the physics becomes unstable, from the first step on', async () => {
    const simulation = new Simulation(await loadMujoco(), BALL);
    for (const broken of [Number.NaN, 1e12]) {
      simulation.reset();
      simulation.qvel[0] = broken;
      expect(() => simulation.advance(1)).toThrow(/unstable/);
      simulation.reset();
      simulation.advance(5);
      simulation.qpos[0] = broken;
      expect(() => simulation.advance(3)).toThrow(/unstable/);
    }
    simulation.reset();
    expect(() => simulation.advance(3)).not.toThrow();
    simulation.close();
  });

  it('keeps working when the heap grows under it', async () => {
    const mujoco = await loadMujoco();
    const simulation = new Simulation(mujoco, BALL);
    const before = simulation.qpos;
    const others = Array.from({ length: 4 }, () => new Simulation(mujoco, BALL.replace('200K', '10M')));
    simulation.advance(1);
    expect(before.length).toBe(0);
    expect(simulation.qpos).toHaveLength(7);
    for (const each of [simulation, ...others]) each.close();
  });

  it("passes MuJoCo's message on for a bad model, and loads the engine once", async () => {
    const mujoco = await loadMujoco();
    expect(await loadMujoco()).toBe(mujoco);
    expect(() => new Simulation(mujoco, '<mujoco><nonsense/></mujoco>')).toThrow(/nonsense/);
  });
});
