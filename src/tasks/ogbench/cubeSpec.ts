/** What the cube tasks are: names, features, horizon. Loads no physics. */

import { type EnvSpec, type FeatureRow, featureTable } from '../../environments/index.js';
import type { Vec3 } from '../../geometry/index.js';
import { countedNames, poseNames, vectorNames } from '../obsNames.js';
import { CUBES, type CubeSuite } from './assetFolder.js';

/** OGBench's scale of places: decimetres from here. */
export const CENTRE: Vec3 = [0.425, 0, 0];
/** Units a metre. */
export const PER_METRE = 10;

const cubes = (suite: CubeSuite): number[] => Array.from({ length: CUBES[suite] }, (_, i) => i + 1);

/**
 * Of a suite, in order: OGBench's observation of a state, its oracle representation of the goal, and what is relative.
 *
 * Joints in radians and radians per second; places in decimetres from (0.425, 0, 0) m, differences in decimetres;
 * `gripperOpening` is 0 when open and 3 when closed, `gripperContact` 0 to 1. `gripperTo…` leads from the finger tips to a
 * cube, `left…` from a cube to its goal; `turn…` is the cosine and sine of four times the yaw from the gripper to a cube,
 * whose sides are alike.
 */
const namesOf = (suite: CubeSuite): string[] => [
  ...countedNames('joint', 6),
  ...countedNames('jointVel', 6),
  ...vectorNames('effector'),
  'effectorCos',
  'effectorSin',
  'gripperOpening',
  'gripperContact',
  ...cubes(suite).flatMap((i) => [...poseNames(`cube${i}`), `cube${i}Cos`, `cube${i}Sin`]),
  ...cubes(suite).flatMap((i) => vectorNames(`goal${i}`)),
  ...cubes(suite).flatMap((i) => [
    ...vectorNames(`gripperTo${i}`),
    ...vectorNames(`left${i}`),
    `turn${i}Cos`,
    `turn${i}Sin`,
  ]),
];

const PROPRIOCEPTION = 19;
const CUBE = 9;
const RELATIVE = 8;

/**
 * Positions of the groups in the raw observation of a suite.
 *
 * @param suite which
 * @returns where the effector, and where each cube's nine numbers, three of its goal and eight relative ones begin
 */
export function cubeGroups(suite: CubeSuite) {
  const count = CUBES[suite];
  const [goals, relative] = [PROPRIOCEPTION + CUBE * count, PROPRIOCEPTION + (CUBE + 3) * count];
  return {
    joints: 0,
    velocities: 6,
    effector: 12,
    gripper: 17,
    cube: (i: number) => PROPRIOCEPTION + CUBE * i,
    goal: (i: number) => goals + 3 * i,
    relative: (i: number) => relative + RELATIVE * i,
  };
}

/** Mean and standard deviation over the experts' episodes of both suites, rounded. */
const COMMON: readonly FeatureRow[] = [
  ['effectorX', 0, 0.6],
  ['effectorY', 0, 1.2],
  ['effectorZ', 1.4, 0.65],
  ['effectorCos', 0, 0.7],
  ['effectorSin', 0, 0.7],
  ['gripperOpening', 0.9, 0.8],
  ['gripperContact', 0.5, 0.5],
];

const perCube = (i: number): readonly FeatureRow[] => [
  [`cube${i}X`, 0, 0.6],
  [`cube${i}Y`, 0, 1.3],
  [`cube${i}Z`, 0.6, 0.6],
  [`goal${i}X`, 0.1, 0.5],
  [`goal${i}Y`, 0, 1.4],
  [`goal${i}Z`, 0.3, 0.2],
  [`gripperTo${i}X`, 0, 0.4],
  [`gripperTo${i}Y`, 0, 0.8],
  [`gripperTo${i}Z`, -0.7, 0.8],
  [`left${i}X`, 0, 1],
  [`left${i}Y`, 0, 2],
  [`left${i}Z`, -0.5, 0.6],
  [`turn${i}Cos`, 0.9, 0.3],
  [`turn${i}Sin`, 0, 0.3],
];

/** Centimetres: of the order of a cube, and of what counts as there. */
const near = (i: number): readonly FeatureRow[] => [
  [`gripperTo${i}X`, 0, 0.2],
  [`gripperTo${i}Y`, 0, 0.2],
  [`gripperTo${i}Z`, 0, 0.2],
  [`left${i}X`, 0, 0.4],
  [`left${i}Y`, 0, 0.4],
  [`left${i}Z`, 0, 0.4],
];

/** OGBench's episode lengths. */
const HORIZON: Readonly<Record<CubeSuite, number>> = { single: 200, double: 500 };

/**
 * A suite, or one of its five tasks.
 *
 * @param suite which
 * @param task 1 to 5; every episode draws one where none is named
 * @returns the spec
 */
export function cubeSpec(suite: CubeSuite, task?: number): EnvSpec {
  const obsNames = namesOf(suite);
  const id = `ogbench-cube-${suite}${task ? `-task${task}` : ''}`;
  return {
    id,
    obsDim: obsNames.length,
    obsNames,
    stateFeatures: featureTable(obsNames, [...COMMON, ...cubes(suite).flatMap(perCube)], 5),
    taskFeatures: featureTable(obsNames, cubes(suite).flatMap(near), 3),
    actionDim: 5,
    horizon: HORIZON[suite],
    controlHz: 20,
  };
}
