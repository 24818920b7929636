/**
 * From the package's MJCF, a document each for arena, arm, gripper and cube, to one: what its `build_mjcf_model` makes with
 * dm_control, in the same order and under the same names, without what only pictures need.
 *
 * @outsideNumerics the model is made once, when it is fetched
 */

/** The documents of the package. */
export interface CubeDocuments {
  readonly arena: string;
  readonly arm: string;
  readonly gripper: string;
  /** Defaults of cubes. */
  readonly outer: string;
  /** One cube with its target. */
  readonly inner: string;
}

/** Stiffness that the package gives the arm's actuators after loading, N·m/rad, from shoulder to wrist. */
const STIFFNESS = [4500, 4500, 4500, 2000, 2000, 500];
/** What its MJCF has: N·m·s/rad. */
const DAMPING = [400, 400, 400, 100, 100, 100];
const ARM = 'ur5e/';
const GRIPPER = 'ur5e/robotiq/';
/** Half the distance between cubes before an episode places them, metres. */
const DISTANCE = 0.05;
const NAMES = /\b(name|class|childclass|mesh|joint|joint1|joint2|body1|body2|tendon)="([^"]*)"/g;

const withoutComments = (xml: string): string => xml.replace(/<!--[\s\S]*?-->/g, '');

/** What stands in a top-level element; nothing where there is none. */
function section(xml: string, name: string): string {
  const found = new RegExp(`<${name}>([\\s\\S]*)</${name}>`).exec(xml);
  return found ? found[1] : '';
}

/** A document to be attached: its names get a prefix; it has no comments, lights, materials and, of the arm, no meshes. */
function attachable(xml: string, prefix: string): string {
  return withoutComments(xml)
    .replace(/<light [^>]*\/>/g, '')
    .replace(/<material [^>]*\/>/g, '')
    .replace(/ material="[^"]*"/g, '')
    .replace(NAMES, (_, attribute: string, name: string) => `${attribute}="${prefix}${name}"`);
}

/** The arm's actuators: force = stiffness · (control − angle) − damping · velocity. */
const stiffActuators = (actuators: string): string => {
  let joint = 0;
  return actuators.replace(/\/>/g, () => {
    const [gain, damping] = [STIFFNESS[joint], DAMPING[joint]];
    joint += 1;
    return ` gainprm="${gain}" biasprm="0 -${gain} -${damping}"/>`;
  });
};

/** Meshes have their files' names. */
const namedMeshes = (assets: string): string =>
  assets.replace(/file="([^"]*)\.stl"/g, (file, stem: string) => `name="${GRIPPER}${stem}" ${file}`);

function cubeBodies({ inner }: CubeDocuments, count: number): string {
  const bodies = section(withoutComments(inner), 'worldbody');
  return Array.from({ length: count }, (_, i) => {
    const y = -DISTANCE * (count - 1) + 2 * DISTANCE * i;
    return bodies
      .replace(/_0"/g, `_${i}"`)
      .replace(/(<body [^>]*pos="\S+) \S+ (\S+")/g, (_match, x: string, z: string) => `${x} ${y} ${z}`);
  }).join('');
}

/** The gripper's body at the arm's flange. */
function armBodies(arm: string, gripper: string): string {
  const flange = /<site name="ur5e\/attachment_site" (pos="[^"]*" quat="[^"]*")\/>/;
  return section(arm, 'worldbody').replace(
    flange,
    (site, pose: string) => `${site}<body name="${GRIPPER}" ${pose}>${section(gripper, 'worldbody')}</body>`,
  );
}

/**
 * Composes the model of a suite.
 *
 * @param documents the package's
 * @param count cubes
 * @returns an MJCF document; the gripper's meshes are still files, `base.stl` and so on
 */
export function composeModel(documents: CubeDocuments, count: number): string {
  const arm = attachable(documents.arm, ARM).replace(/<geom[^>]*class="ur5e\/visual"[^>]*\/>/g, '');
  const gripper = attachable(documents.gripper, GRIPPER);
  const arena = withoutComments(documents.arena)
    .replace(/<light [^>]*\/>/g, '')
    .replace(/ material="[^"]*"/g, '');
  const gripped = (name: string): string => `<${name}>${section(gripper, name)}</${name}>`;
  return `<mujoco model="ogbench-cubes"><compiler angle="radian" autolimits="true"/>
<option timestep=".002" integrator="implicitfast" cone="elliptic" impratio="10"/>
<default>${section(withoutComments(documents.outer), 'default')}${section(arm, 'default')}${section(gripper, 'default')}</default>
<asset>${namedMeshes(section(gripper, 'asset'))}</asset>
<worldbody>${section(arena, 'worldbody')}<body name="${ARM}">${armBodies(arm, gripper)}</body>${cubeBodies(documents, count)}</worldbody>
${['contact', 'tendon', 'equality'].map(gripped).join('')}
<actuator>${stiffActuators(section(arm, 'actuator'))}${section(gripper, 'actuator')}</actuator></mujoco>`;
}
