/**
 * The cubes here against OGBench itself, both on MuJoCo 3.14.0 (WebAssembly here, native there), by what oracle.py wrote:
 * the reset of each of the ten tasks and 100 random actions from it, and single steps from states in which cubes are
 * handled.
 *
 * OGBench lets meshes of the gripper collide, here their convex hulls do, whose corners are rounded otherwise.
 */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPhysics, nativeMissing, type PhysicsName } from '../../src/environments/index.js';
import { type Vec3, vec3At } from '../../src/geometry/index.js';
import { ARRANGEMENTS } from '../../src/tasks/ogbench/arrangements.js';
import { type CubeSuite, ogbenchMissing } from '../../src/tasks/ogbench/assetFolder.js';
import { observeOgbench } from '../../src/tasks/ogbench/cubeTask.js';
import { createCubeWorld, drawnStart, SUBSTEPS } from '../../src/tasks/ogbench/cubeWorld.js';

interface Episode {
  readonly suite: CubeSuite;
  readonly task: number;
  readonly draws: readonly number[];
  readonly actions: readonly (readonly number[])[];
  readonly seen: Readonly<Record<string, readonly number[]>>;
  readonly successes: readonly number[];
}

interface Single {
  readonly state: readonly number[];
  readonly action: readonly number[];
  readonly obs: readonly number[];
  readonly success: number;
}

interface Golden {
  readonly versions: { readonly mujoco: string };
  readonly episodes: readonly Episode[];
  readonly singles: Readonly<Record<CubeSuite, readonly Single[]>>;
}

/** Position of the gripper's contact in OGBench's observation. */
const CONTACT = 18;

const golden: Golden = JSON.parse(readFileSync(new URL('cubes.json', import.meta.url), 'utf8'));
const missing = ogbenchMissing();
if (missing) console.warn(`The parity of OGBench's cubes is not tested: ${missing}`);
const builds: readonly PhysicsName[] = nativeMissing() ? ['wasm'] : ['wasm', 'native'];

const apart = (ours: readonly number[], theirs: readonly number[]): number =>
  Math.max(...theirs.map((value, i) => Math.abs(value - ours[i])));
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)];
const largest = (values: readonly number[]): number => Math.max(...values);
const report = (what: string, values: readonly number[]) =>
  console.log(
    `${what}: observations differ by ${median(values).toExponential(1)} (median), ${largest(values).toExponential(1)} (largest)`,
  );

/** One world a suite and physics, for all that is compared on it. */
async function worldOf(suite: CubeSuite, physics: PhysicsName) {
  const world = createCubeWorld(await loadPhysics(physics), suite);
  const step = (action: readonly number[]) => {
    world.control(action, sensed);
    world.simulation.advance(SUBSTEPS);
    sensed = world.sense();
    return observeOgbench(world, sensed);
  };
  let sensed = world.sense();
  const begin = (prepare: () => void) => {
    world.simulation.reset();
    prepare();
    world.simulation.forward();
    sensed = world.sense();
  };
  return { world, begin, step };
}

describe.skipIf(missing).each(builds)('the cubes of OGBench on %s', (physics) => {
  it('are on the version of MuJoCo that wrote the golden file', () => {
    expect(golden.versions.mujoco).toBe('3.14.0');
  });

  it.each(['single', 'double'] as const)('are where OGBench has them after 1, 10 and 100 steps: %s', async (suite) => {
    const { world, begin, step } = await worldOf(suite, physics);
    const differences: Record<string, number[]> = { 1: [], 10: [], 100: [] };
    for (const { task, draws, actions, seen, successes } of golden.episodes.filter((each) => each.suite === suite)) {
      const { starts, goals } = ARRANGEMENTS[suite][task - 1];
      const left = [...draws];
      begin(() => world.place(drawnStart(starts, () => left.shift()!)));
      actions.forEach((action, t) => {
        const obs = step(action);
        if (seen[t + 1]) differences[t + 1].push(apart(obs, seen[t + 1]));
        expect(Number(world.succeeded(goals)), `task ${task}, step ${t + 1}`).toBe(successes[t]);
      });
    }
    for (const [steps, values] of Object.entries(differences))
      report(`${physics}, cube-${suite} after ${steps} steps`, values);
    world.simulation.close();
    expect(largest(differences[1])).toBeLessThan(1e-10);
    expect(largest(differences[10])).toBeLessThan(1e-8);
    expect(median(differences[100])).toBeLessThan(1e-5);
    expect(largest(differences[100])).toBeLessThan(1e-2);
  });

  it.each(['single', 'double'] as const)('agree on single steps from states of its own: %s', async (suite) => {
    const { world, begin, step } = await worldOf(suite, physics);
    const { simulation } = world;
    const values = golden.singles[suite].map(({ state, action, obs, success }) => {
      begin(() => simulation.setState(Float64Array.from(state)));
      const found = apart(step(action), obs);
      const goals = ARRANGEMENTS[suite][0].goals.map((_, i): Vec3 => vec3At(simulation.mocapPos, 3 * i));
      expect(Number(world.succeeded(goals))).toBe(success);
      return found;
    });
    report(`${physics}, cube-${suite}, single steps`, values);
    simulation.close();
    // Some hold a cube.
    expect(golden.singles[suite].some(({ obs }) => obs[CONTACT] > 0.5)).toBe(true);
    expect(new Set(golden.singles[suite].map(({ success }) => success))).toEqual(new Set([0, 1]));
    expect(median(values)).toBeLessThan(1e-12);
    expect(largest(values)).toBeLessThan(1e-8);
  });
});
