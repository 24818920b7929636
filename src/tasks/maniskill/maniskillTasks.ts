/** What the ManiSkill tasks are: names, features, horizon. Starts no Python. */

import { type EnvSpec, type FeatureRow, featureTable } from '../../environments/index.js';

/** A task of ManiSkill3. */
export interface ManiSkillTask {
  readonly gymnasiumId: string;
  readonly controlMode: 'pd_ee_delta_pose';
  /** Its module among ManiSkill's motion-planning solutions. */
  readonly solution: string;
  readonly spec: EnvSpec;
  /** Kind of the base policy that succeeds often enough. */
  readonly usualBase?: string;
}

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);
const pose = (name: string) => numbered(`${name}_pose`, 7);
const relative = (name: string) => ['x', 'y', 'z', 'tilt_x', 'tilt_y', 'tilt_z'].map((axis) => `${name}_${axis}`);

/** Radians and radians a second of the Panda in its working range; metres of its fingers. */
const JOINTS: readonly FeatureRow[] = [
  ...[0, 0.45, 0, -2.05, 0, 2.5, 0.8].map((middle, i): FeatureRow => [`qpos${i}`, middle, 0.3]),
  ...[7, 8].map((i): FeatureRow => [`qpos${i}`, 0.025, 0.015]),
  ...numbered('qvel', 9).map((name): FeatureRow => [name, 0, 0.3]),
];
/** A pose near the middle of the table: metres, and a quaternion as it is. */
const poseRows = (name: string, z = 0.05): FeatureRow[] =>
  pose(name).map((entry, i) => (i < 2 ? [entry, 0, 0.15] : i === 2 ? [entry, z, 0.08] : [entry, 0, 0.7]));
/** A pose in another's frame, coarsely: tens of centimetres, half radians. */
const coarse = (name: string): FeatureRow[] => relative(name).map((entry, i) => [entry, 0, i < 3 ? 0.15 : 0.5]);
/** The same at the scale at which insertion and grasp are decided. */
const fine = (name: string, metres: number): FeatureRow[] =>
  relative(name).map((entry, i) => [entry, 0, i < 3 ? metres : 0.05]);

function specOf(
  id: string,
  horizon: number,
  obsNames: readonly string[],
  rows: { readonly state: readonly FeatureRow[]; readonly task: readonly FeatureRow[] },
): EnvSpec {
  return {
    id,
    obsDim: obsNames.length,
    obsNames,
    stateFeatures: featureTable(obsNames, [...JOINTS, ...rows.state], 10),
    taskFeatures: featureTable(obsNames, rows.task, 3),
    actionDim: 7,
    horizon,
    controlHz: 20,
  };
}

const robot = [...numbered('qpos', 9), ...numbered('qvel', 9), ...pose('tcp')];

const peg = specOf(
  'maniskill-peg',
  200,
  [
    ...robot,
    ...pose('peg'),
    ...numbered('peg_half_size', 3),
    ...pose('box_hole'),
    'box_hole_radius',
    ...relative('head_in_hole'),
    ...relative('peg_in_tcp'),
  ],
  {
    state: [
      ...poseRows('tcp', 0.1),
      ...poseRows('peg'),
      ['peg_half_size0', 0.105, 0.012],
      ['peg_half_size1', 0.02, 0.003],
      ...poseRows('box_hole', 0.1),
      ...coarse('head_in_hole'),
      ...coarse('peg_in_tcp'),
    ],
    task: [...fine('head_in_hole', 0.01), ...fine('peg_in_tcp', 0.02), ['qpos7', 0.03, 0.01]],
  },
);

const stackCube = specOf(
  'maniskill-stack-cube',
  200,
  [
    ...robot,
    ...pose('cubeA'),
    ...pose('cubeB'),
    ...numbered('tcp_to_cubeA_pos', 3),
    ...numbered('tcp_to_cubeB_pos', 3),
    ...numbered('cubeA_to_cubeB_pos', 3),
    ...relative('cube_in_tcp'),
  ],
  {
    state: [
      ...poseRows('tcp', 0.1),
      ...poseRows('cubeA'),
      ...poseRows('cubeB'),
      ...coarse('cube_in_tcp'),
      ...numbered('cubeA_to_cubeB_pos', 3).map((name): FeatureRow => [name, 0, 0.1]),
    ],
    task: [
      ...numbered('tcp_to_cubeA_pos', 3).map((name): FeatureRow => [name, 0, 0.02]),
      ...numbered('cubeA_to_cubeB_pos', 3).map((name, i): FeatureRow => [name, i === 2 ? -0.04 : 0, 0.01]),
      ['qpos7', 0.03, 0.01],
    ],
  },
);

const plugCharger = specOf(
  'maniskill-plug-charger',
  200,
  [
    ...robot,
    ...pose('charger'),
    ...pose('receptacle'),
    ...pose('goal'),
    ...relative('charger_in_goal'),
    ...relative('charger_in_tcp'),
  ],
  {
    state: [
      ...poseRows('tcp', 0.1),
      ...poseRows('charger'),
      ...poseRows('goal', 0.1),
      ...coarse('charger_in_goal'),
      ...coarse('charger_in_tcp'),
    ],
    task: [...fine('charger_in_goal', 0.005), ...fine('charger_in_tcp', 0.01), ['qpos7', 0.02, 0.01]],
  },
);

/** The tasks, in ManiSkill2's horizon of 200 steps: its planner needs more than the 50 or 100 of ManiSkill3. */
export const maniskillTasks: readonly ManiSkillTask[] = [
  { gymnasiumId: 'PegInsertionSide-v1', solution: 'peg_insertion_side', spec: peg, usualBase: 'cloning' },
  { gymnasiumId: 'StackCube-v1', solution: 'stack_cube', spec: stackCube },
  { gymnasiumId: 'PlugCharger-v1', solution: 'plug_charger', spec: plugCharger },
].map((task): ManiSkillTask => ({ ...task, controlMode: 'pd_ee_delta_pose' }));
