import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPhysics, type PhysicsTask, type Simulation } from '../../../src/environments/index.js';
import { dot, length, subtract, type Vec3, vec3At } from '../../../src/geometry/index.js';
import { randomStream } from '../../../src/random/index.js';
import { createExpert, demonstratedOn, envSpec, tasks } from '../../../src/tasks/index.js';
import { type Faucet, HELD_OUT_FAUCETS, SHOWN_FAUCETS } from '../../../src/tasks/pandaFaucet/faucets.js';
import { pandaFaucet } from '../../../src/tasks/pandaFaucet/pandaFaucet.js';
import { FAUCET_Q } from '../../../src/tasks/pandaFaucet/pandaFaucetModel.js';
import { FAUCET_OBS } from '../../../src/tasks/pandaFaucet/pandaFaucetSpec.js';
import { handlePoint, placeFaucet, RANGE } from '../../../src/tasks/pandaFaucet/placedFaucet.js';
import { successes } from '../successes.js';

const ALL = [...SHOWN_FAUCETS, ...HELD_OUT_FAUCETS];
const NOMINAL = [0.1, 0, 0, 1, 1, 0.2];

describe('the family of faucets', () => {
  it('has two halves that share no faucet, and their tasks say so', () => {
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(14);
    expect(envSpec('panda-faucet').objects).toEqual(HELD_OUT_FAUCETS.map(({ name }) => name));
    expect(envSpec('panda-faucet-shown').objects).toEqual(SHOWN_FAUCETS.map(({ name }) => name));
    expect(demonstratedOn('panda-faucet').task).toBe('panda-faucet-shown');
    const shapes = (faucets: readonly Faucet[]) => new Set(faucets.map(({ shape }) => shape));
    expect(shapes(HELD_OUT_FAUCETS)).toEqual(shapes(SHOWN_FAUCETS));
  });

  it('turns about the axis: the pushed point keeps its distance, and ends a quarter further', () => {
    for (const [i, faucet] of ALL.entries()) {
      const placed = placeFaucet(ALL, [i, ...NOMINAL]);
      const from = (angle: number): Vec3 => subtract(handlePoint(placed, angle), placed.hinge.p);
      expect(length(from(0))).toBeCloseTo(faucet.reach, 12);
      expect(length(from(1))).toBeCloseTo(faucet.reach, 12);
      const rise = faucet.reach * Math.sin(faucet.rise);
      expect(dot(from(0), from(RANGE))).toBeCloseTo(rise * rise, 12);
    }
  });

  it('stands where hand-computed ones stand', () => {
    // Upright, 8 cm high, its lever of 8 cm towards the robot; it opens counter-clockwise, hence towards −y.
    const lever = placeFaucet(SHOWN_FAUCETS, [0, ...NOMINAL]);
    expect(lever.hinge.p[2]).toBeCloseTo(0.125, 12);
    const [closed, open] = [handlePoint(lever, 0), handlePoint(lever, RANGE)];
    for (const [i, value] of [0.02, 0, 0.125].entries()) expect(closed[i]).toBeCloseTo(value, 12);
    for (const [i, value] of [0.1, -0.08, 0.125].entries()) expect(open[i]).toBeCloseTo(value, 12);
    // A knob that faces the robot, 13 cm high: its upper spoke, 5.5 cm, turns to the robot's left, +y, seen by the robot.
    const knob = placeFaucet(SHOWN_FAUCETS, [7, ...NOMINAL]);
    const [up, side] = [handlePoint(knob, 0), handlePoint(knob, RANGE)];
    for (const [i, value] of [0.055, 0, 0.185].entries()) expect(up[i]).toBeCloseTo(value, 12);
    for (const [i, value] of [0.055, 0.055, 0.13].entries()) expect(side[i]).toBeCloseTo(value, 12);
  });
});

describe('panda-faucet', () => {
  let task: PhysicsTask;
  let simulation: Simulation;
  beforeAll(async () => {
    task = pandaFaucet(envSpec('panda-faucet'), HELD_OUT_FAUCETS)(await loadPhysics('wasm'));
    simulation = task.simulation as Simulation;
  });
  afterAll(() => simulation.close());

  const arrange = (seed: number): Float32Array => {
    simulation.reset();
    task.arrange(randomStream(seed, 'env'));
    simulation.forward();
    const obs = new Float32Array(task.spec.obsDim);
    task.observe(obs);
    return obs;
  };

  it('has in its physics the handle that its observations tell of, and no other', () => {
    const seen = new Set<number>();
    for (let seed = 0; seed < 24; seed++) {
      const obs = arrange(seed);
      seen.add(obs[FAUCET_OBS.object]);
      const at = (body: string): Vec3 => vec3At(simulation.bodyPos, 3 * simulation.indexOf('body', body));
      const hinge = vec3At(obs, FAUCET_OBS.hinge);
      expect(length(subtract(at('hinge'), hinge))).toBeLessThan(1e-6);
      const { shape } = HELD_OUT_FAUCETS[obs[FAUCET_OBS.object]];
      for (const [body, its] of Object.entries({ lever: 'lever', spout: 'spout', spoke0: 'knob', spoke3: 'knob' })) {
        const distance = length(subtract(at(body), hinge));
        if (its === shape) expect(distance).toBeLessThan(0.12);
        else expect(distance).toBeCloseTo(3, 6);
      }
    }
    expect(seen.size).toBe(HELD_OUT_FAUCETS.length);
  });

  it('counts as open from nine tenths of a quarter on', () => {
    arrange(1);
    simulation.qpos[FAUCET_Q.hinge] = 0.899 * RANGE;
    expect(task.succeeded()).toBe(false);
    simulation.qpos[FAUCET_Q.hinge] = 0.901 * RANGE;
    expect(task.succeeded()).toBe(true);
  });

  it('turns more slowly where its hinge resists more', () => {
    const spin = (damping: number): number => {
      arrange(3);
      task.memory[6] = damping;
      task.recall?.();
      simulation.qvel[FAUCET_Q.hinge] = 2;
      simulation.advance(2);
      return simulation.qvel[FAUCET_Q.hinge];
    };
    expect(spin(0.6)).toBeLessThan(spin(0.1));
  });

  it('is solved by its expert in 38 of 40 episodes, on either half', async () => {
    for (const id of ['panda-faucet', 'panda-faucet-shown'] as const) {
      expect('task' in tasks[id]).toBe(true);
      expect(await successes(createExpert(id), 5000, 20)).toBeGreaterThanOrEqual(19);
    }
  });
});
