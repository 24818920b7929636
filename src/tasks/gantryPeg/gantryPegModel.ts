/** The gantry peg's MJCF: a peg on three slides and three hinges, driven by position actuators, and a box with a hole. */

import { holeBoxXml, PEG_HALF_LENGTH, PEG_HALF_WIDTH } from '../pegInHole/holeBox.js';

const SLIDES = [
  ['x', '1 0 0', '-.6 .6'],
  ['y', '0 1 0', '-.6 .6'],
  ['z', '0 0 1', '-.09 .5'],
];
const HINGES = [
  ['yaw', '0 0 1', '-3.5 3.5'],
  ['pitch', '0 1 0', '-.6 .6'],
  ['roll', '1 0 0', '-.6 .6'],
];

/**
 * The model. Friction is 1.2: at 0.5, random dithering works a jammed peg in and every method looks good.
 * Gravity is compensated: otherwise a controller of position differences creeps down by 15 mm and never inserts.
 *
 * @returns an MJCF document; physics step 5 ms
 */
export function gantryPegXml(): string {
  const L = PEG_HALF_LENGTH;
  const R = PEG_HALF_WIDTH;
  const joint = (type: string, damping: number) => (row: string[]) =>
    `<joint name="${row[0]}" type="${type}" axis="${row[1]}" range="${row[2]}" damping="${damping}"/>`;
  const actuator = (gains: string) => (row: string[]) => `<position joint="${row[0]}" ${gains}/>`;
  return `<mujoco model="gantry-peg">
<compiler angle="radian" autolimits="true"/><size memory="1M"/>
<option timestep="0.005" integrator="implicitfast" cone="elliptic" impratio="5"/>
<default><geom condim="4" friction="1.2 0.005 0.0001" solref="0.01 1" solimp="0.95 0.99 0.001"/></default>
<worldbody>
<geom name="table" type="plane" size="1 1 .1" contype="2" conaffinity="2"/>
${holeBoxXml()}
<body name="gantry" gravcomp="1" pos="0 0 ${L}">
${SLIDES.map(joint('slide', 20)).join('')}${HINGES.map(joint('hinge', 1)).join('')}
<inertial pos="0 0 0" mass="1" diaginertia=".005 .005 .005"/>
<body name="peg" gravcomp="1"><geom name="peg" type="box" size="${L} ${R} ${R}" mass=".2"/><site name="head" pos="${L} 0 0"/></body>
</body>
</worldbody>
<actuator>${SLIDES.map(actuator('kp="800" kv="60"')).join('')}${HINGES.map(actuator('kp="20" kv="1.5"')).join('')}</actuator>
</mujoco>`;
}
