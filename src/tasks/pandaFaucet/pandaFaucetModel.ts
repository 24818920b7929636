/** The Panda faucet's MJCF: the arm, and a hinge on a column with the parts of all handles, of which an episode has some. */

import type { Simulation } from '../../environments/index.js';
import { conjugate, multiply, type Pose, rotate, subtract } from '../../geometry/index.js';
import { PANDA_FINGERS_XML, pandaActuatorsXml, pandaArmXml } from '../pandaArm/pandaArmModel.js';
import { HALF_LENGTHS, handleParts, type PlacedFaucet, RANGE } from './placedFaucet.js';

/** Where the arm's first joint and the hinge stand in positions and velocities. */
export const FAUCET_Q = { arm: 0, hinge: 9 } as const;
/** Radii of column and hub, of bars and spokes, metres; and the column's half length: it is sunk into the table. */
export const FAUCET_SIZES = { column: 0.018, bar: 0.009, columnHalf: 0.15, spoutEnd: 0.035 } as const;

/** Bodies of the handles' parts, by shape. */
const PART_BODIES = { lever: ['lever'], spout: ['spout'], knob: ['spoke0', 'spoke1', 'spoke2', 'spoke3'] } as const;
/** Parts that an episode has not are far up the axis, where they turn no inertia. */
const AWAY: Pose = { p: [0, 0, 3], q: [1, 0, 0, 0] };

/** A finger from its mount to its tip. */
const FINGER = '<geom class="finger" type="box" size=".01 .008 .026" pos="0 .008 .028"/>';

function partXml(name: string, shape: keyof typeof HALF_LENGTHS): string {
  const half = HALF_LENGTHS[shape];
  const { bar, spoutEnd } = FAUCET_SIZES;
  const end =
    shape === 'spout' ? `<geom class="handle" fromto="0 0 ${half} ${spoutEnd} 0 ${half}" size="${bar}"/>` : '';
  return (
    `<body name="${name}" pos="0 0 3" gravcomp="1">` +
    `<geom class="handle" fromto="0 0 ${-half} 0 0 ${half}" size="${bar}"/>${end}</body>`
  );
}

/**
 * The model. Only the fingers, which are whole here, touch column and handle. Every hinge turns by a quarter; what resists
 * is dry friction of .03 N·m and an actuator that brakes, whose strength an episode draws.
 *
 * @returns an MJCF document; physics step 5 ms
 */
export function pandaFaucetXml(): string {
  const { column, columnHalf } = FAUCET_SIZES;
  const parts = Object.entries(PART_BODIES).flatMap(([shape, names]) =>
    names.map((name) => partXml(name, shape as keyof typeof HALF_LENGTHS)),
  );
  return `<mujoco model="panda-faucet">
<compiler angle="radian" autolimits="true"/><size memory="1M"/>
<option timestep="0.005" integrator="implicitfast" cone="pyramidal"/>
<default><geom friction=".6 .005 .0001" condim="3" solref=".01 1" solimp=".95 .99 .001"/>
<default class="finger"><geom contype="3" conaffinity="1" mass="0"/></default>
<default class="handle"><geom type="capsule" contype="0" conaffinity="2" mass=".05"/></default></default>
<worldbody>
<geom name="table" type="box" size=".6 1.2 .02" pos="-.1 0 -.02"/>
${pandaArmXml(FINGER)}
<body name="column"><geom type="cylinder" size="${column} ${columnHalf}" pos="0 0 ${-columnHalf}" contype="0" conaffinity="2"/>
<body name="hinge" gravcomp="1"><joint name="hinge" axis="0 0 1" range="0 ${RANGE}" armature=".002" frictionloss=".03"/>
<geom type="sphere" size="${column}" contype="0" conaffinity="2" mass=".1"/>
${parts.join('\n')}</body></body>
</worldbody>
<equality>${PANDA_FINGERS_XML}</equality>
<actuator>${pandaActuatorsXml()}<general name="brake" joint="hinge" biastype="affine" gainprm="0"/></actuator>
</mujoco>`;
}

function putBody({ model, indexOf }: Simulation, name: string, { p, q }: Pose): void {
  const body = indexOf('body', name);
  model.body_pos.set(p, 3 * body);
  model.body_quat.set(q, 4 * body);
}

/**
 * Writes a faucet into the model.
 *
 * @param simulation of {@link pandaFaucetXml}
 * @param placed the faucet
 */
export function buildFaucet(simulation: Simulation, placed: PlacedFaucet): void {
  const { column, hinge, faucet, damping } = placed;
  const back = conjugate(column.q);
  putBody(simulation, 'column', column);
  putBody(simulation, 'hinge', { p: rotate(back, subtract(hinge.p, column.p)), q: multiply(back, hinge.q) });
  const poses = handleParts(placed);
  for (const [shape, names] of Object.entries(PART_BODIES))
    for (const [i, name] of names.entries()) putBody(simulation, name, shape === faucet.shape ? poses[i] : AWAY);
  simulation.model.actuator_biasprm[10 * simulation.indexOf('actuator', 'brake') + 2] = -damping;
}
