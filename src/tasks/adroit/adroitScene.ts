/** The simulated hand and object, with parts looked up by name once. */

import type { Physics, Simulation } from '../../environments/index.js';
import { type Quat, quatAt, type Vec3, vec3At } from '../../geometry/index.js';

/** Gains of the hand's position actuators, which the package sets after loading: the wrist's, then the fingers'. */
const GAINS = [
  { first: 'A_WRJ1', last: 'A_WRJ0', gain: 10 },
  { first: 'A_FFJ3', last: 'A_THJ0', gain: 1 },
] as const;

/** A simulation and readers of its parts. Positions are those of the last substep's start, 2 ms before `qpos`. */
export interface AdroitScene {
  readonly simulation: Simulation;
  /** Reads a site's world position, metres. */
  site(name: string): () => Vec3;
  /** Reads a body's world position, metres. */
  body(name: string): () => Vec3;
  /** Reads a body's world orientation. */
  bodyQuat(name: string): () => Quat;
}

/** Sets force = gain · (control − position) for a range of actuators. */
function setGains({ model, indexOf }: { model: Simulation['model']; indexOf(name: string): number }): void {
  const [gains, biases]: Float64Array[] = [model.actuator_gainprm, model.actuator_biasprm];
  const width = gains.length / model.nu;
  for (const { first, last, gain } of GAINS)
    for (let actuator = indexOf(first); actuator <= indexOf(last); actuator++) {
      gains.set([gain, 0, 0], actuator * width);
      biases.set([0, -gain, 0], actuator * width);
    }
}

/**
 * Compiles a task's model and sets the actuators' gains.
 *
 * @param physics the loaded build of MuJoCo
 * @param xml the task's MJCF
 * @returns the scene, which owns its simulation
 */
export function createAdroitScene(physics: Physics, xml: string): AdroitScene {
  const simulation = physics.simulate(xml);
  setGains({ model: simulation.model, indexOf: (name) => simulation.indexOf('actuator', name) });
  const reader = <T>(kind: 'site' | 'body', name: string, read: (index: number) => T): (() => T) => {
    const index = simulation.indexOf(kind, name);
    return () => read(index);
  };
  return {
    simulation,
    site: (name) => reader('site', name, (i) => vec3At(simulation.sitePos, 3 * i)),
    body: (name) => reader('body', name, (i) => vec3At(simulation.bodyPos, 3 * i)),
    bodyQuat: (name) => reader('body', name, (i) => quatAt(simulation.bodyQuat, 4 * i)),
  };
}
