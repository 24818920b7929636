/**
 * Where the fields that are read and written lie in MuJoCo's structs: byte offsets of release 3.14.0, as `offsetof` of its
 * headers gives them. The structs hold no `long`, so that all 64-bit systems agree. `loadNative` refuses another release.
 */

/** What `mj_version` returns. */
export const MUJOCO_VERSION = 3_014_000;

/** Counts, 64-bit integers of mjModel. */
export const SIZES = {
  nv: 8,
  nq: 0,
  nu: 16,
  nbody: 48,
  njnt: 88,
  nsite: 144,
  nmocap: 568,
  nsensordata: 744,
} as const;

/** `opt.timestep` of mjModel, a double. */
export const TIMESTEP = 792;

/** `time` of mjData, a double. */
export const TIME = 160_648;

/** One of {@link SIZES}. */
export type SizeName = keyof typeof SIZES;

/** A pointer to rows of numbers: its offset, how many rows, and numbers in each. */
export type Field = readonly [offset: number, rows: SizeName, width: number];

/** Pointers of mjModel to doubles. */
export const MODEL_FIELDS = {
  body_pos: [1912, 'nbody', 3],
  body_quat: [1920, 'nbody', 4],
  site_pos: [2688, 'nsite', 3],
  actuator_ctrlrange: [5008, 'nu', 2],
  actuator_gainprm: [4872, 'nu', 10],
  actuator_biasprm: [4880, 'nu', 10],
} as const satisfies Readonly<Record<string, Field>>;

/** `jnt_dofadr` of mjModel, a pointer to 32-bit integers. */
export const JOINT_DOF: Field = [2120, 'njnt', 1];

/** Pointers of mjData to doubles, by the names that a simulation gives them. */
export const DATA_FIELDS = {
  qpos: [160_688, 'nq', 1],
  qvel: [160_696, 'nv', 1],
  ctrl: [160_736, 'nu', 1],
  mocapPos: [160_768, 'nmocap', 3],
  mocapQuat: [160_776, 'nmocap', 4],
  sitePos: [160_912, 'nsite', 3],
  bodyPos: [160_840, 'nbody', 3],
  bodyQuat: [160_848, 'nbody', 4],
  sensorData: [160_808, 'nsensordata', 1],
  bodyForce: [161_440, 'nbody', 6],
} as const satisfies Readonly<Record<string, Field>>;

/** `mjSTATE_INTEGRATION`. */
export const INTEGRATION_STATE = 16_383;

/** `mjLOG_ERROR`, the level of what cannot be survived. */
export const LOG_ERROR = 3;

/** `subject` of mjLogMessage, an array of characters: its offset, and how many. Its level comes first. */
export const LOG_SUBJECT = [8, 1024] as const;

/** `mjtObj`, by kind of part. */
export const PART_KINDS = { body: 1, joint: 3, site: 6, actuator: 19, sensor: 20 } as const;
