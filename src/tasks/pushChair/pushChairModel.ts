/** The push-chair MJCF: a swivel chair on five castors, and a mobile base with a lift and two arms. */

import type { Simulation } from '../../environments/index.js';

/** Where the parts stand in positions. */
export const CHAIR_QPOS = { chair: 0, swivel: 7, base: 8, lift: 11, arms: 12, size: 14 } as const;
/** Where they stand in velocities. */
export const CHAIR_QVEL = { chair: 0, swivel: 6, base: 7, size: 13 } as const;

/** Metres. `height` is that of the lift's origin, `reach` that of a drawn-in hand before the base's middle. */
export const CHAIR_SIZES = { seat: 0.23, seatHalf: 0.035, foot: 0.03, hand: 0.06 } as const;
/** See {@link CHAIR_SIZES}. */
export const ROBOT_SIZES = { height: 0.45, reach: 0.35, aside: 0.15 } as const;

/** What an episode draws of a chair, by its place in the task's memory. */
export const DRAWN_CHAIR = { seatHeight: 0, spread: 1, backHeight: 2, resistance: 3, size: 4 } as const;

const FEET = [0, 1, 2, 3, 4] as const;
/** What resists, N·s/m along x and y and N·m·s about z, per unit of drawn resistance. */
const BRAKES = { brakeX: 1, brakeY: 1, brakeYaw: 0.1 } as const;

/**
 * Places of a chair's five feet.
 *
 * @param spread distance of the feet from the chair's middle, metres
 * @returns x, y in the chair's frame
 */
export function footPlaces(spread: number): [number, number][] {
  return FEET.map((i) => [spread * Math.cos((2 * Math.PI * i) / 5), spread * Math.sin((2 * Math.PI * i) / 5)]);
}

function chairXml(): string {
  const { seat, seatHalf, foot } = CHAIR_SIZES;
  const feet = FEET.map((i) => `<body name="foot${i}"><geom class="castor" size="${foot}" pos="0 0 ${foot}"/></body>`);
  return (
    `<body name="chair"><freejoint name="chair"/><geom class="chair" type="capsule" size=".03" fromto="0 0 .08 0 0 .3" mass="4"/>` +
    `${feet.join('')}<body name="seat" pos="0 0 .45"><joint name="swivel" axis="0 0 1" damping=".3" armature=".01"/>` +
    `<geom class="chair" type="cylinder" size="${seat} ${seatHalf}" mass="4"/>` +
    `<body name="back"><geom class="chair" type="box" size=".02 .18 .16" mass="1.5"/></body></body></body>`
  );
}

function armXml(name: string, side: number): string {
  const { reach, aside } = ROBOT_SIZES;
  return (
    `<body name="${name}" pos="0 ${side * aside} 0" gravcomp="1"><joint name="${name}" class="slide" axis="1 0 0" range="0 .35"/>` +
    `<inertial pos=".2 0 0" mass="2" diaginertia=".02 .02 .02"/>` +
    `<geom class="hand" size="${CHAIR_SIZES.hand}" pos="${reach} 0 0"/></body>`
  );
}

function robotXml(): string {
  return (
    '<body name="robot"><joint name="x" class="slide" axis="1 0 0"/><joint name="y" class="slide" axis="0 1 0"/>' +
    '<joint name="yaw" axis="0 0 1"/><inertial pos="0 0 .1" mass="40" diaginertia="2 2 2"/>' +
    `<body name="lift" pos="0 0 ${ROBOT_SIZES.height}" gravcomp="1"><joint name="lift" class="slide" axis="0 0 1" range="-.25 .35"/>` +
    '<inertial pos="0 0 0" mass="10" diaginertia=".5 .5 .5"/>' +
    `${armXml('left', 1)}${armXml('right', -1)}</body></body>`
  );
}

/**
 * The model. Castors are balls that hardly rub; what a chair's rolling resists is in actuators that brake, whose strength an
 * episode draws. Of the robot only its two hands collide.
 *
 * @returns an MJCF document; physics step 5 ms
 */
export function pushChairXml(): string {
  const velocity = (joint: string, kv: number, force: number): string =>
    `<velocity joint="${joint}" kv="${kv}" forcerange="${-force} ${force}"/>`;
  const brakes = ['1 0 0 0 0 0', '0 1 0 0 0 0', '0 0 0 0 0 1'].map(
    (gear, i) =>
      `<general name="${Object.keys(BRAKES)[i]}" joint="chair" gear="${gear}" biastype="affine" gainprm="0"/>`,
  );
  return `<mujoco model="push-chair">
<compiler angle="radian" autolimits="true"/><size memory="1M"/>
<option timestep="0.005" integrator="implicitfast" cone="pyramidal"/>
<default><geom friction=".6 .005 .0001" condim="3" solref=".02 1"/>
<default class="slide"><joint type="slide"/></default>
<default class="castor"><geom type="sphere" friction=".02 .005 .0001" priority="1" contype="0" conaffinity="1" mass=".5"/></default>
<default class="chair"><geom contype="0" conaffinity="3"/></default>
<default class="hand"><geom type="sphere" contype="2" conaffinity="0" mass="0"/></default></default>
<worldbody>
<geom name="floor" type="plane" size="4 4 .1"/>
${chairXml()}
${robotXml()}
</worldbody>
<actuator>${velocity('x', 400, 200)}${velocity('y', 400, 200)}${velocity('yaw', 100, 60)}
${velocity('lift', 300, 200)}${velocity('left', 200, 80)}${velocity('right', 200, 80)}
${brakes.join('')}</actuator>
</mujoco>`;
}

/**
 * Writes a chair into the model.
 *
 * @param simulation of {@link pushChairXml}
 * @param drawn numbers of {@link DRAWN_CHAIR}
 */
export function buildChair({ model, indexOf }: Simulation, drawn: ArrayLike<number>): void {
  const put = (name: string, x: number, y: number, z: number): void =>
    model.body_pos.set([x, y, z], 3 * indexOf('body', name));
  const { seatHeight, spread, backHeight, resistance } = DRAWN_CHAIR;
  put('seat', 0, 0, drawn[seatHeight]);
  put('back', -CHAIR_SIZES.seat, 0, drawn[backHeight]);
  for (const [i, [x, y]] of footPlaces(drawn[spread]).entries()) put(`foot${i}`, x, y, 0);
  for (const [name, share] of Object.entries(BRAKES))
    model.actuator_biasprm[10 * indexOf('actuator', name) + 2] = -share * drawn[resistance];
}
