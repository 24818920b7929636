/** Panda peg: grasp a lying peg by friction and slide it into a hole, after ManiSkill's `PegInsertionSide`. */

import type { Physics, PhysicsTask, Simulation } from '../../environments/index.js';
import {
  aboutZ,
  add,
  conjugate,
  multiply,
  type Pose,
  type Quat,
  quatAt,
  rotate,
  subtract,
  toRotationVector,
  type Vec3,
  vec3At,
} from '../../geometry/index.js';
import type { RandomStream } from '../../random/index.js';
import { GRIPPER_OPEN, moveTool } from '../pandaArm/moveTool.js';
import { armPose } from '../pandaArm/pandaArm.js';
import { CLEAR_DEPTH, isInserted, PEG_HALF_LENGTH, PEG_HALF_WIDTH } from '../pegInHole/holeBox.js';
import { PANDA_QPOS, PANDA_QVEL, pandaPegXml } from './pandaPegModel.js';
import { PANDA_OBS, pandaPegSpec } from './pandaPegSpec.js';

/** Standing posture, radians; the last joint aligns the tool with a peg of mean yaw. */
const HOME = [0, Math.PI / 8, 0, (-5 * Math.PI) / 8, 0, (3 * Math.PI) / 4, -Math.PI / 4];
/** The nominal grasp in the peg's frame: tool pointing down, closing across the peg. */
const GRASP: Quat = [0, 1, 0, 0];

/** The peg's head in the hole's frame, metres. */
export function pegHeadInHole(peg: Pose, box: Pose): Vec3 {
  const head = add(peg.p, rotate(peg.q, [PEG_HALF_LENGTH, 0, 0]));
  return rotate(conjugate(box.q), subtract(head, box.p));
}

function boxPose(memory: ArrayLike<number>): Pose {
  return { p: [memory[0], memory[1], PEG_HALF_LENGTH], q: aboutZ(memory[2]) };
}

/** Draws peg and box from ManiSkill's ranges, again where they would overlap. */
function drawScene(random: RandomStream, memory: Float64Array): Pose {
  for (;;) {
    const x = random.uniform(-0.1, 0.1);
    const y = random.uniform(-0.3, 0);
    const yaw = Math.PI / 2 + random.uniform(-Math.PI / 3, Math.PI / 3);
    const peg: Pose = { p: [x, y, PEG_HALF_WIDTH + 0.0005], q: aboutZ(yaw) };
    memory[0] = random.uniform(-0.05, 0.05);
    memory[1] = random.uniform(0.2, 0.4);
    memory[2] = Math.PI / 2 + random.uniform(-Math.PI / 8, Math.PI / 8);
    if (pegHeadInHole(peg, boxPose(memory))[0] < CLEAR_DEPTH) return peg;
  }
}

function arrange(simulation: Simulation, memory: Float64Array, random: RandomStream): void {
  const peg = drawScene(random, memory);
  const box = boxPose(memory);
  const { qpos, ctrl, mocapPos, mocapQuat } = simulation;
  qpos.set([...peg.p, ...peg.q], PANDA_QPOS.peg);
  for (let i = 0; i < 7; i++) qpos[PANDA_QPOS.arm + i] = HOME[i] + 0.02 * random.normal();
  qpos.fill(GRIPPER_OPEN, PANDA_QPOS.fingers);
  ctrl.set(qpos.subarray(PANDA_QPOS.arm));
  mocapPos.set(box.p);
  mocapQuat.set(box.q);
}

function observe(simulation: Simulation, memory: Float64Array, target: Float32Array): void {
  const { qpos, qvel } = simulation;
  const { tcp } = armPose(qpos, PANDA_QPOS.arm);
  const peg: Pose = { p: vec3At(qpos, PANDA_QPOS.peg), q: quatAt(qpos, PANDA_QPOS.peg + 3) };
  const box = boxPose(memory);
  target.set(qpos.subarray(PANDA_QPOS.arm), PANDA_OBS.joints);
  target.set(qvel.subarray(PANDA_QVEL.arm), PANDA_OBS.jointVel);
  target.set([...tcp.p, ...tcp.q], PANDA_OBS.tcp);
  target.set([...peg.p, ...peg.q], PANDA_OBS.peg);
  target.set(memory, PANDA_OBS.box);
  target.set(pegHeadInHole(peg, box), PANDA_OBS.headInHole);
  target.set(rotate(conjugate(tcp.q), subtract(peg.p, tcp.p)), PANDA_OBS.pegInTcp);
  target.set(toRotationVector(multiply(conjugate(box.q), peg.q)), PANDA_OBS.pegTilt);
  target.set(toRotationVector(multiply(conjugate(multiply(peg.q, GRASP)), tcp.q)), PANDA_OBS.graspTilt);
}

/**
 * The Panda peg task. An action moves the tool's target to its present pose plus at most 10 cm and 0.1 rad (world
 * axes), and sets the gripper (−1 closed, 1 open); 20 control periods per second of thirteen 4 ms physics steps.
 *
 * @param physics the loaded build of MuJoCo
 * @returns the task with its own simulation
 */
export function pandaPeg(physics: Physics): PhysicsTask {
  const simulation = physics.simulate(pandaPegXml());
  const memory = new Float64Array(3);
  return {
    spec: pandaPegSpec,
    simulation,
    substeps: 13,
    memory,
    arrange: (random) => arrange(simulation, memory, random),
    control: (action) => moveTool(simulation, PANDA_QPOS.arm, action),
    observe: (target) => observe(simulation, memory, target),
    succeeded() {
      const { qpos } = simulation;
      const peg: Pose = { p: vec3At(qpos, PANDA_QPOS.peg), q: quatAt(qpos, PANDA_QPOS.peg + 3) };
      return isInserted(...pegHeadInHole(peg, boxPose(memory)));
    },
  };
}
