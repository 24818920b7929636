/** Panda peg seen by two cameras: of peg and box nothing is known but what the picture shows. */

import { quatAt, rotate, vec3At } from '../../geometry/index.js';
import type { Camera } from '../../pictures/index.js';
import { pandaArmParts } from '../pandaArm/pandaArmParts.js';
import { seenEntry } from '../seenEntry.js';
import { scalesOf } from '../taskScales.js';
import { pandaPegEntry } from './pandaPegEntry.js';
import { PANDA_OBS } from './pandaPegSpec.js';

/**
 * Two cameras ride on the hand, level with the ground: one above the fingers sees what lies ahead of them, where the peg's head
 * is once it is held, the other sees the same from beside. They turn with the tool's x axis, along which a held peg lies.
 */
function handCameras(obs: Float32Array): [Camera, Camera] {
  const [x, y, z] = vec3At(obs, PANDA_OBS.tcp);
  const [along, across] = rotate(quatAt(obs, PANDA_OBS.tcp + 3), [1, 0, 0]);
  const size = Math.hypot(along, across);
  const [cos, sin] = [along / size, across / size];
  const at = (ahead: number, right: number, up: number) =>
    [x + ahead * cos + right * sin, y + ahead * sin - right * cos, z + up] as const;
  const target = at(0.17, 0, -0.02);
  return [
    { eye: at(0.06, 0, 0.22), target, verticalFov: 50 },
    { eye: at(0.05, 0.28, 0.03), target, verticalFov: 40 },
  ];
}

const { knobs, schedule } = pandaPegEntry.scales.full;

/** Everything of it. Drawn from its numbers alone, it is an arm. There is no base policy of it yet: `train-base` makes one. */
export const pandaPegRgbEntry = seenEntry(pandaPegEntry, {
  id: 'panda-peg-rgb',
  numbers: PANDA_OBS.peg,
  cameras: handCameras,
  parts: (arm) => pandaArmParts(arm, PANDA_OBS.joints),
  // A replay of pictures is large.
  scales: scalesOf({ knobs, schedule: { ...schedule, replayCapacity: schedule.totalChunks } }),
  recipes: {},
});
