/** Push-chair: roll a swivel chair to a mark with a mobile base's two arms, after ManiSkill's `PushChair`. */

import type { Physics, PhysicsTask, Simulation } from '../../environments/index.js';
import { aboutZ, conjugate, quatAt, rotate, type Vec3, vec3At } from '../../geometry/index.js';
import type { RandomStream } from '../../random/index.js';
import { buildChair, CHAIR_QPOS, CHAIR_QVEL, DRAWN_CHAIR, pushChairXml, ROBOT_SIZES } from './pushChairModel.js';
import { CHAIR_OBS, pushChairSpec } from './pushChairSpec.js';

/** Largest speeds: forwards and sideways m/s, turning rad/s, lift and arms m/s. */
const SPEEDS = [1, 1, 1.5, 0.4, 0.4, 0.4];
/** The mark is at the origin: the chair has arrived within this distance of it, metres, … */
const NEAR = 0.15;
/** … tilted by less than this, radians, … */
const TILT = 0.05 * Math.PI;
/** … and at rest: slower than this, m/s and rad/s. All as in ManiSkill. */
const REST = { speed: 0.1, turning: 0.2 };

/** Draws a chair somewhere around the mark, and the robot behind it. */
function arrange(simulation: Simulation, drawn: Float64Array, random: RandomStream): void {
  drawn.set([random.uniform(0.4, 0.5), random.uniform(0.24, 0.32), random.uniform(0.2, 0.32), random.uniform(4, 16)]);
  buildChair(simulation, drawn);
  const bearing = random.uniform(-Math.PI, Math.PI);
  const distance = random.uniform(0.7, 1.2);
  const [x, y] = [distance * Math.cos(bearing), distance * Math.sin(bearing)];
  const side = bearing + random.uniform(-0.6, 0.6);
  const away = random.uniform(0.9, 1.3);
  const { qpos } = simulation;
  qpos.set([x, y, 0, ...aboutZ(random.uniform(-Math.PI, Math.PI))], CHAIR_QPOS.chair);
  qpos[CHAIR_QPOS.swivel] = random.uniform(-Math.PI, Math.PI);
  const heading = side + Math.PI + random.uniform(-0.3, 0.3);
  qpos.set([x + away * Math.cos(side), y + away * Math.sin(side), heading], CHAIR_QPOS.base);
  qpos[CHAIR_QPOS.lift] = random.uniform(-0.15, 0.15);
  for (let i = 0; i < 2; i++) qpos[CHAIR_QPOS.arms + i] = random.uniform(0, 0.1);
}

function control({ qpos, ctrl }: Simulation, action: Float64Array): void {
  const yaw = qpos[CHAIR_QPOS.base + 2];
  const [forwards, sideways] = [action[0] * SPEEDS[0], action[1] * SPEEDS[1]];
  ctrl[0] = Math.cos(yaw) * forwards - Math.sin(yaw) * sideways;
  ctrl[1] = Math.sin(yaw) * forwards + Math.cos(yaw) * sideways;
  for (let i = 2; i < 6; i++) ctrl[i] = action[i] * SPEEDS[i];
}

/** How far the chair leans, radians. */
const tiltOf = (qpos: Float64Array): number =>
  Math.acos(Math.min(1, rotate(quatAt(qpos, CHAIR_QPOS.chair + 3), [0, 0, 1])[2]));

function observe({ qpos, qvel }: Simulation, drawn: Float64Array, target: Float32Array): void {
  const [x, y, yaw] = vec3At(qpos, CHAIR_QPOS.base);
  // In the robot's own directions.
  const seen = (v: Vec3): Vec3 => rotate(conjugate(aboutZ(yaw)), v);
  const chair = vec3At(qpos, CHAIR_QPOS.chair);
  const velocity = seen(vec3At(qvel, CHAIR_QVEL.chair));
  const drift = seen(vec3At(qvel, CHAIR_QVEL.base));
  const toChair = seen([chair[0] - x, chair[1] - y, 0]);
  const toMark = seen([-x, -y, 0]);
  const chairToMark = seen([-chair[0], -chair[1], 0]);
  const handHeight = ROBOT_SIZES.height + qpos[CHAIR_QPOS.lift];
  target.set(qpos, CHAIR_OBS.qpos);
  target.set(qvel, CHAIR_OBS.qvel);
  target.set([toChair[0], toChair[1], toMark[0], toMark[1], chairToMark[0], chairToMark[1]], CHAIR_OBS.toChair);
  target.set([velocity[0], velocity[1], drift[0], drift[1]], CHAIR_OBS.velocity);
  target[CHAIR_OBS.distance] = Math.hypot(chair[0], chair[1]);
  target[CHAIR_OBS.tilt] = tiltOf(qpos);
  target[CHAIR_OBS.handAboveSeat] = handHeight - drawn[DRAWN_CHAIR.seatHeight];
  target.set(drawn.subarray(0, 3), CHAIR_OBS.chair);
}

function hasArrived({ qpos, qvel }: Simulation): boolean {
  const { chair } = CHAIR_QVEL;
  const speed = Math.hypot(qvel[chair], qvel[chair + 1], qvel[chair + 2]);
  const turning = Math.hypot(qvel[chair + 3], qvel[chair + 4], qvel[chair + 5]);
  const near = Math.hypot(qpos[CHAIR_QPOS.chair], qpos[CHAIR_QPOS.chair + 1]) <= NEAR;
  return near && tiltOf(qpos) < TILT && speed < REST.speed && turning < REST.turning;
}

/**
 * The push-chair task. An action is six velocities: of the base forwards, sideways and turning, of the lift, of the left and
 * of the right arm; 20 control periods per second of ten 5 ms physics steps.
 *
 * @param physics the loaded build of MuJoCo
 * @returns the task with its own simulation
 */
export function pushChair(physics: Physics): PhysicsTask {
  const simulation = physics.simulate(pushChairXml());
  const drawn = new Float64Array(DRAWN_CHAIR.size);
  return {
    spec: pushChairSpec,
    simulation,
    substeps: 10,
    memory: drawn,
    arrange: (random) => arrange(simulation, drawn, random),
    recall: () => buildChair(simulation, drawn),
    control: (action) => control(simulation, action),
    observe: (target) => observe(simulation, drawn, target),
    succeeded: () => hasArrived(simulation),
  };
}
