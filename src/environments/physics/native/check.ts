/** Whether the library that was fetched computes what MuJoCo computes elsewhere. */

import { loadPhysics } from '../physics.js';
import type { Simulation } from '../simulation.js';
import { NATIVE_RELEASE, nativePath } from './installation.js';

/** A pendulum over a ball that falls on the ground: joints, an actuator, a contact. */
const MODEL = `<mujoco><option timestep="0.002"/><worldbody>
  <geom type="plane" size="2 2 .1"/>
  <body pos="0 0 .15"><freejoint/><geom size=".1" mass="1"/></body>
  <body pos="0 1 1"><joint name="hinge" axis="0 1 0"/><geom type="capsule" fromto="0 0 0 .3 0 -.4" size=".03"/></body>
  </worldbody><actuator><motor joint="hinge" ctrlrange="-1 1"/></actuator></mujoco>`;
/** Half a second: the ball has met the ground. */
const STEPS = 250;
const TOLERANCE = 1e-12;

function advance(simulation: Simulation, steps: number): number[] {
  simulation.ctrl[0] = 0.3;
  simulation.advance(steps);
  return [...simulation.qpos, ...simulation.qvel];
}

/**
 * Checks the library: its numbers beside WebAssembly's, and that a state that was put back goes on to the bit.
 *
 * @returns what was found, as a sentence
 * @throws Error naming what is wrong
 */
export async function checkNative(): Promise<string> {
  const [native, wasm] = [await loadPhysics('native'), await loadPhysics('wasm')].map((it) => it.simulate(MODEL));
  const state = new Float64Array(native.stateSize);
  const [ours, theirs] = [advance(native, STEPS), advance(wasm, STEPS)];
  const apart = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])));
  if (!(apart <= TOLERANCE))
    throw new Error(`after ${STEPS} steps it is ${apart} from WebAssembly; expected ${TOLERANCE}`);
  native.getState(state);
  const onward = advance(native, STEPS);
  native.setState(state);
  if (advance(native, STEPS).some((value, i) => value !== onward[i]))
    throw new Error('a state that was put back goes on differently');
  for (const simulation of [native, wasm]) simulation.close();
  return `MuJoCo ${NATIVE_RELEASE} (${nativePath()}): ${STEPS} steps within ${TOLERANCE} of WebAssembly, snapshots to the bit`;
}
