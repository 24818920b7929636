/** The Panda peg's MJCF: an arm with two fingers, a free peg that only friction holds, and a box with a hole. */

import { PANDA_FINGERS_XML, pandaActuatorsXml, pandaArmXml } from '../pandaArm/pandaArmModel.js';
import { holeBoxXml, PEG_HALF_LENGTH, PEG_HALF_WIDTH } from '../pegInHole/holeBox.js';

/** Where the parts stand in positions and velocities: the peg's free joint comes first. */
export const PANDA_QPOS = { peg: 0, arm: 7, fingers: 14, size: 16 } as const;
/** See {@link PANDA_QPOS}. */
export const PANDA_QVEL = { peg: 0, arm: 6, fingers: 13, size: 15 } as const;

/** What the fingers touch with. */
const PAD = '<geom class="pad" type="box" size=".01 .008 .012" pos="0 .008 .042"/>';

/**
 * The model. Of the robot only the finger pads collide; gravity on the arm is compensated. The physics step is 4 ms:
 * with 5 ms the expert loses 5 % of its grasps, with 10 ms all.
 *
 * @returns an MJCF document
 */
export function pandaPegXml(): string {
  const L = PEG_HALF_LENGTH;
  const R = PEG_HALF_WIDTH;
  return `<mujoco model="panda-peg">
<compiler angle="radian" autolimits="true"/><size memory="1M"/>
<option timestep="0.004" integrator="implicitfast" cone="elliptic" impratio="3"/>
<default><geom friction=".3 .005 .0001" condim="3" solref=".01 1" solimp=".95 .99 .001"/>
<default class="pad"><geom friction="2 .05 .001" priority="1" condim="4" mass="0"/></default></default>
<worldbody>
<geom name="table" type="box" size=".6 1.2 .02" pos="-.1 0 -.02"/>
${holeBoxXml()}
<body name="peg" pos="0 -.1 ${R}"><freejoint name="peg"/><geom name="peg" type="box" size="${L} ${R} ${R}" mass=".32"/></body>
${pandaArmXml(PAD)}
</worldbody>
<equality>${PANDA_FINGERS_XML}</equality>
<actuator>${pandaActuatorsXml()}</actuator>
</mujoco>`;
}
