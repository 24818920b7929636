/** Gantry peg: slide a square peg, held rigidly by a gantry, into a hole with 3 mm of clearance. */

import type { Physics, PhysicsTask, Simulation } from '../../environments/index.js';
import type { RandomStream } from '../../random/index.js';
import { CLEAR_DEPTH, isInserted, PEG_HALF_LENGTH } from '../pegInHole/holeBox.js';
import { gantryPegXml } from './gantryPegModel.js';
import { gantryPegSpec } from './gantryPegSpec.js';

/** Largest change of target per control period: metres for x, y, z; radians for yaw, pitch, roll. */
const MAX_DELTA = [0.02, 0.02, 0.02, 0.1, 0.1, 0.1];
const YAW = 3;
const PITCH = 4;

/**
 * Writes the head of the peg in the hole's frame.
 *
 * @param q x, y, z (metres) and yaw, pitch (radians) of the gantry; roll does not move the head
 * @param box x, y, z (metres) and yaw (radians) of the box
 * @param target where to write x, y, z, metres
 * @param offset first position to write to
 */
export function gantryHeadInHole(
  q: ArrayLike<number>,
  box: ArrayLike<number>,
  target: Float32Array | Float64Array,
  offset = 0,
): void {
  const L = PEG_HALF_LENGTH;
  const cosPitch = Math.cos(q[PITCH]);
  const dx = q[0] + L * Math.cos(q[YAW]) * cosPitch - box[0];
  const dy = q[1] + L * Math.sin(q[YAW]) * cosPitch - box[1];
  const cos = Math.cos(box[3]);
  const sin = Math.sin(box[3]);
  target[offset] = cos * dx + sin * dy;
  target[offset + 1] = cos * dy - sin * dx;
  target[offset + 2] = L + q[2] - L * Math.sin(q[PITCH]) - box[2];
}

/** Draws peg and box: the ranges of ManiSkill's `PegInsertionSide`, with heights and tilts for the free peg. */
function draw(q: Float64Array, box: Float64Array, random: RandomStream): void {
  q[0] = random.uniform(-0.1, 0.1);
  q[1] = random.uniform(-0.3, 0);
  q[2] = random.uniform(0, 0.15);
  q[3] = Math.PI / 2 + random.uniform(-Math.PI / 3, Math.PI / 3);
  q[4] = 0.05 * random.normal();
  q[5] = 0.05 * random.normal();
  box[0] = random.uniform(-0.05, 0.05);
  box[1] = random.uniform(0.2, 0.4);
  box[2] = PEG_HALF_LENGTH + random.uniform(0, 0.05);
  box[3] = Math.PI / 2 + random.uniform(-Math.PI / 8, Math.PI / 8);
}

/** Arranges a new episode; scenes in which peg and box would overlap are drawn again. */
function arrange(simulation: Simulation, box: Float64Array, random: RandomStream): void {
  const { qpos, ctrl, mocapPos, mocapQuat } = simulation;
  const head = new Float64Array(3);
  do {
    draw(qpos, box, random);
    gantryHeadInHole(qpos, box, head);
  } while (head[0] >= CLEAR_DEPTH);
  ctrl.set(qpos);
  mocapPos.set(box.subarray(0, 3));
  mocapQuat.set([Math.cos(box[3] / 2), 0, 0, Math.sin(box[3] / 2)]);
}

/**
 * The gantry peg task. An action moves the position targets to the present position plus at most ±2 cm (x, y, z) and
 * ±0.1 rad (yaw, pitch, roll); 20 control periods per second of ten 5 ms physics steps.
 *
 * @param physics the loaded build of MuJoCo
 * @returns the task with its own simulation
 */
export function gantryPeg(physics: Physics): PhysicsTask {
  const simulation = physics.simulate(gantryPegXml());
  const box = new Float64Array(4);
  const head = new Float64Array(3);
  return {
    spec: gantryPegSpec,
    simulation,
    substeps: 10,
    memory: box,
    arrange: (random) => arrange(simulation, box, random),
    control(action) {
      const { qpos, ctrl } = simulation;
      for (let i = 0; i < 6; i++) ctrl[i] = qpos[i] + action[i] * MAX_DELTA[i];
    },
    observe(target) {
      const { qpos, qvel } = simulation;
      target.set(qpos, 0);
      target.set(qvel, 6);
      target.set(box, 12);
      gantryHeadInHole(qpos, box, target, 16);
      target[19] = qpos[YAW] - box[3];
    },
    succeeded() {
      gantryHeadInHole(simulation.qpos, box, head);
      return isInserted(head[0], head[1], head[2]);
    },
  };
}
