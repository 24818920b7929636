/** The Panda arm's MJCF: seven joints and two fingers, driven by position actuators. */

import { type ArmLink, PANDA_BASE, PANDA_HAND, PANDA_LINKS, PANDA_TCP } from './pandaArm.js';

/** Where the finger joints sit on the hand, metres along its z axis. */
export const FINGER_MOUNT = 0.0584;

/** Arm actuators: stiffness N·m/rad, damping, and the force limit of the real robot's controller in ManiSkill. */
const GAINS = 'kp="1000" kv="100" forcerange="-100 100"';

function linksXml(links: readonly ArmLink[], inside: string): string {
  return links.reduceRight(
    (inner, { pos, quat, limits, mass }, i) =>
      `<body name="link${i + 1}" pos="${pos.join(' ')}" quat="${quat.join(' ')}" gravcomp="1">` +
      `<inertial pos="0 0 0" mass="${mass}" diaginertia=".03 .03 .02"/>` +
      `<joint name="joint${i + 1}" axis="0 0 1" range="${limits.join(' ')}" armature=".1" damping="1"/>${inner}</body>`,
    inside,
  );
}

function fingerXml(name: string, quat: string, pad: string): string {
  return (
    `<body name="${name}" pos="0 0 ${FINGER_MOUNT}" quat="${quat}" gravcomp="1">` +
    '<inertial pos="0 0 .02" mass=".05" diaginertia="1e-5 1e-5 1e-5"/>' +
    `<joint name="${name}" type="slide" axis="0 1 0" range="0 .04" armature=".05" damping="5"/>` +
    `${pad}</body>`
  );
}

function handXml(pad: string): string {
  const { pos, quat } = PANDA_HAND;
  return (
    `<body name="hand" pos="${pos.join(' ')}" quat="${quat.join(' ')}" gravcomp="1">` +
    '<inertial pos="0 0 .03" mass=".73" diaginertia=".001 .0025 .0017"/>' +
    `<site name="tcp" pos="${PANDA_TCP.join(' ')}"/>` +
    `${fingerXml('finger1', '1 0 0 0', pad)}${fingerXml('finger2', '0 0 0 1', pad)}</body>`
  );
}

/**
 * The arm on its base. Of the robot only what is passed here collides; gravity on it is compensated.
 *
 * @param pad the geometry of a finger, MJCF in the finger's frame: z along it from {@link FINGER_MOUNT} on, y outwards
 * @returns a body element with nine joints: `joint1` … `joint7`, `finger1`, `finger2`
 */
export function pandaArmXml(pad: string): string {
  return `<body name="base" pos="${PANDA_BASE.join(' ')}">${linksXml(PANDA_LINKS, handXml(pad))}</body>`;
}

/** What makes both fingers move as one: an element of `equality`. */
export const PANDA_FINGERS_XML = '<joint joint1="finger1" joint2="finger2" solimp=".95 .99 .001" solref=".005 1"/>';

/**
 * The nine position actuators, in the order of the joints.
 *
 * @returns elements of `actuator`
 */
export function pandaActuatorsXml(): string {
  const arm = PANDA_LINKS.map((_, i) => `<position joint="joint${i + 1}" ${GAINS}/>`).join('');
  const fingers = [1, 2].map((i) => `<position joint="finger${i}" ${GAINS} ctrlrange="-.01 .04"/>`).join('');
  return arm + fingers;
}
