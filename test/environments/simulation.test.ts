import { describe, expect, it } from 'vitest';
import { loadPhysics, nativeMissing } from '../../src/environments/index.js';

const BALL =
  '<mujoco><option timestep="0.01"/><size memory="200K"/><worldbody><body pos="0 0 1"><freejoint/><geom size=".1" mass="1"/></body></worldbody></mujoco>';

const missing = nativeMissing();
if (missing) console.warn(`The native physics is not tested: ${missing}.`);

describe.each([
  { name: 'wasm', skip: undefined },
  { name: 'native', skip: missing },
] as const)('a simulation, $name', ({ name, skip }) => {
  const simulate = async (xml: string) => (await loadPhysics(name)).simulate(xml);

  it.skipIf(skip)('falls as Newton says', async () => {
    const simulation = await simulate(BALL);
    simulation.advance(10);
    // Semi-implicit Euler: v = −g·n·h, z = 1 − g·h²·n(n + 1) / 2.
    expect(simulation.qvel[2]).toBeCloseTo(-9.81 * 0.1, 10);
    expect(simulation.qpos[2]).toBeCloseTo(1 - (9.81 * 1e-4 * 110) / 2, 10);
    simulation.close();
  });

  it.skipIf(skip)('says so when the physics becomes unstable, from the first step on', async () => {
    const simulation = await simulate(BALL);
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

  it.skipIf(skip)('keeps working when others are made beside it', async () => {
    const simulation = await simulate(BALL);
    const before = simulation.qpos;
    const others = await Promise.all(Array.from({ length: 4 }, () => simulate(BALL.replace('200K', '10M'))));
    simulation.advance(1);
    // WebAssembly's heap has grown, and its views of it with it; the library never moves its arrays.
    expect(before.length).toBe(name === 'wasm' ? 0 : 7);
    expect(simulation.qpos).toHaveLength(7);
    expect(simulation.qpos[2]).toBeLessThan(1);
    for (const each of [simulation, ...others]) each.close();
  });

  it.skipIf(skip)("passes MuJoCo's message on for a bad model and a name that there is not", async () => {
    await expect(simulate('<mujoco><nonsense/></mujoco>')).rejects.toThrow(/nonsense/);
    await expect(simulate(BALL.replace('size=".1"', 'size="-1"'))).rejects.toThrow(/size/);
    const simulation = await simulate(BALL);
    expect(() => simulation.indexOf('joint', 'knee')).toThrow("no joint called 'knee'");
    simulation.close();
  });

  it.skipIf(skip)('is of no use after it was closed, and says so', async () => {
    const simulation = await simulate(BALL);
    simulation.close();
    expect(() => simulation.advance(1)).toThrow();
    expect(() => simulation.close()).toThrow();
  });
});
