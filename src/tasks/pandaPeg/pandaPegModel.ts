/** The Panda peg's MJCF: an arm with two fingers, a free peg that only friction holds, and a box with a hole. */

import { holeBoxXml, PEG_HALF_LENGTH, PEG_HALF_WIDTH } from '../pegInHole/holeBox.js';
import { type ArmLink, PANDA_BASE, PANDA_HAND, PANDA_LINKS, PANDA_TCP } from './pandaArm.js';

/** Where the parts stand in positions and velocities: the peg's free joint comes first. */
export const PANDA_QPOS = { peg: 0, arm: 7, fingers: 14, size: 16 } as const;
/** See {@link PANDA_QPOS}. */
export const PANDA_QVEL = { peg: 0, arm: 6, fingers: 13, size: 15 } as const;
/** Where the finger joints sit on the hand, metres along its z axis. */
export const FINGER_MOUNT = 0.0584;

/** Arm actuators: stiffness N·m/rad, damping, and the force limit of the real robot's controller in ManiSkill. */
const GAINS = 'kp="1000" kv="100" forcerange="-100 100"';

function armXml(links: readonly ArmLink[], inside: string): string {
  return links.reduceRight(
    (inner, { pos, quat, limits, mass }, i) =>
      `<body name="link${i + 1}" pos="${pos.join(' ')}" quat="${quat.join(' ')}" gravcomp="1">` +
      `<inertial pos="0 0 0" mass="${mass}" diaginertia=".03 .03 .02"/>` +
      `<joint name="joint${i + 1}" axis="0 0 1" range="${limits.join(' ')}" armature=".1" damping="1"/>${inner}</body>`,
    inside,
  );
}

function fingerXml(name: string, quat: string): string {
  return (
    `<body name="${name}" pos="0 0 ${FINGER_MOUNT}" quat="${quat}" gravcomp="1">` +
    '<inertial pos="0 0 .02" mass=".05" diaginertia="1e-5 1e-5 1e-5"/>' +
    `<joint name="${name}" type="slide" axis="0 1 0" range="0 .04" armature=".05" damping="5"/>` +
    '<geom class="pad" type="box" size=".01 .008 .012" pos="0 .008 .042"/></body>'
  );
}

function handXml(): string {
  const { pos, quat } = PANDA_HAND;
  return (
    `<body name="hand" pos="${pos.join(' ')}" quat="${quat.join(' ')}" gravcomp="1">` +
    '<inertial pos="0 0 .03" mass=".73" diaginertia=".001 .0025 .0017"/>' +
    `<site name="tcp" pos="${PANDA_TCP.join(' ')}"/>` +
    `${fingerXml('finger1', '1 0 0 0')}${fingerXml('finger2', '0 0 0 1')}</body>`
  );
}

/**
 * The model. Of the robot only the finger pads collide; gravity on the arm is compensated. The physics step is 4 ms:
 * with 5 ms the expert loses 5 % of its grasps, with 10 ms all.
 *
 * @returns an MJCF document
 */
export function pandaPegXml(): string {
  const L = PEG_HALF_LENGTH;
  const R = PEG_HALF_WIDTH;
  const armActuators = PANDA_LINKS.map((_, i) => `<position joint="joint${i + 1}" ${GAINS}/>`).join('');
  const fingerActuators = [1, 2].map((i) => `<position joint="finger${i}" ${GAINS} ctrlrange="-.01 .04"/>`).join('');
  return `<mujoco model="panda-peg">
<compiler angle="radian" autolimits="true"/><size memory="1M"/>
<option timestep="0.004" integrator="implicitfast" cone="elliptic" impratio="3"/>
<default><geom friction=".3 .005 .0001" condim="3" solref=".01 1" solimp=".95 .99 .001"/>
<default class="pad"><geom friction="2 .05 .001" priority="1" condim="4" mass="0"/></default></default>
<worldbody>
<geom name="table" type="box" size=".6 1.2 .02" pos="-.1 0 -.02"/>
${holeBoxXml()}
<body name="peg" pos="0 -.1 ${R}"><freejoint name="peg"/><geom name="peg" type="box" size="${L} ${R} ${R}" mass=".32"/></body>
<body name="base" pos="${PANDA_BASE.join(' ')}">${armXml(PANDA_LINKS, handXml())}</body>
</worldbody>
<equality><joint joint1="finger1" joint2="finger2" solimp=".95 .99 .001" solref=".005 1"/></equality>
<actuator>${armActuators}${fingerActuators}</actuator>
</mujoco>`;
}
