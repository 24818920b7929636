/** Panda faucet: turn the handle of a faucet by pushing it, after ManiSkill's `TurnFaucet`. */

import type { EnvSpec, Physics, PhysicsTask, Simulation } from '../../environments/index.js';
import { cross, dot, length, rotate, scale, subtract } from '../../geometry/index.js';
import type { RandomStream } from '../../random/index.js';
import { GRIPPER_OPEN, moveTool } from '../pandaArm/moveTool.js';
import { armPose } from '../pandaArm/pandaArm.js';
import type { Faucet } from './faucets.js';
import { buildFaucet, FAUCET_Q, pandaFaucetXml } from './pandaFaucetModel.js';
import { FAUCET_OBS } from './pandaFaucetSpec.js';
import { DRAWN, drawFaucet, handlePoint, OPEN, type PlacedFaucet, placeFaucet, RANGE } from './placedFaucet.js';

/** Standing posture, radians: the tool points down, 27 cm above the table and in front of all faucets. */
const HOME = [0, -0.16, 0, -2.41, 0, 2.25, Math.PI / 4];

function arrange(simulation: Simulation, random: RandomStream): void {
  const { qpos, ctrl } = simulation;
  for (let i = 0; i < 7; i++) qpos[FAUCET_Q.arm + i] = HOME[i] + 0.02 * random.normal();
  qpos.fill(GRIPPER_OPEN, FAUCET_Q.arm + 7, FAUCET_Q.hinge);
  ctrl.set(qpos.subarray(FAUCET_Q.arm, FAUCET_Q.hinge));
}

function observe({ qpos, qvel }: Simulation, placed: PlacedFaucet, drawn: Float64Array, target: Float32Array): void {
  const { tcp } = armPose(qpos, FAUCET_Q.arm);
  const angle = qpos[FAUCET_Q.hinge];
  const axis = rotate(placed.hinge.q, [0, 0, 1]);
  const handle = handlePoint(placed, angle);
  const lever = subtract(handle, placed.hinge.p);
  const radial = subtract(lever, scale(axis, dot(axis, lever)));
  const outwards = scale(radial, 1 / length(radial));
  const opening = cross(axis, outwards);
  const away = subtract(tcp.p, handle);
  target.set(qpos.subarray(FAUCET_Q.arm, FAUCET_Q.hinge), FAUCET_OBS.joints);
  target.set(qvel.subarray(FAUCET_Q.arm, FAUCET_Q.hinge), FAUCET_OBS.jointVel);
  target.set([...tcp.p, ...tcp.q], FAUCET_OBS.tcp);
  target.set([...placed.column.p, drawn[DRAWN.yaw]], FAUCET_OBS.faucet);
  target.set([angle, qvel[FAUCET_Q.hinge]], FAUCET_OBS.hingeAngle);
  target.set([...placed.hinge.p, ...axis, ...handle, ...opening], FAUCET_OBS.hinge);
  const upwards = dot(away, axis) * placed.faucet.sense;
  target.set([dot(away, opening), dot(away, outwards), upwards], FAUCET_OBS.toTool);
  target[FAUCET_OBS.object] = drawn[DRAWN.faucet];
}

/**
 * The Panda faucet task. Actions are those of `panda-peg`: 10 cm and 0.1 rad of the tool and the gripper; 20 control periods
 * per second of ten 5 ms physics steps.
 *
 * @param spec the half of the family that it has
 * @param faucets those of that half, one of which an episode draws
 * @returns what makes the task with a simulation of its own
 */
export function pandaFaucet(spec: EnvSpec, faucets: readonly Faucet[]): (physics: Physics) => PhysicsTask {
  return (physics) => {
    const simulation = physics.simulate(pandaFaucetXml());
    const drawn = new Float64Array(DRAWN.size);
    let placed = placeFaucet(faucets, drawn);
    const build = (): void => {
      placed = placeFaucet(faucets, drawn);
      buildFaucet(simulation, placed);
    };
    return {
      spec,
      simulation,
      substeps: 10,
      memory: drawn,
      arrange(random) {
        drawn.set(drawFaucet(random, faucets.length));
        build();
        arrange(simulation, random);
      },
      recall: build,
      control: (action) => moveTool(simulation, FAUCET_Q.arm, action),
      observe: (target) => observe(simulation, placed, drawn, target),
      succeeded: () => simulation.qpos[FAUCET_Q.hinge] >= OPEN * RANGE,
    };
  };
}
