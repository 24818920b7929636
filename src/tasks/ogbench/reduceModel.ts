/**
 * From a model with meshes in files to one without: a mesh that collides is replaced by its convex hull, which is all that
 * MuJoCo lets collide of it, and a body whose inertia follows from meshes states it.
 *
 * @outsideNumerics the model is made once, when it is fetched
 */

import type { WasmModule } from '../../environments/index.js';
import { add, type Pose, quatAt, rotate, type Vec3, vec3At } from '../../geometry/index.js';

type Model = ReturnType<WasmModule['MjModel']['from_xml_string']>;

/** The corners of a mesh's convex hull, in the frame of its file, metres. */
function hull(model: Model, mesh: number): Vec3[] {
  const graph: Int32Array = model.mesh_graph.subarray(model.mesh_graphadr[mesh]);
  // The graph begins with the number of corners and of faces; one address each follows, then which vertices they are.
  const corners = graph.subarray(2 + graph[0], 2 + 2 * graph[0]);
  const frame: Pose = { p: vec3At(model.mesh_pos, 3 * mesh), q: quatAt(model.mesh_quat, 4 * mesh) };
  return Array.from(corners, (corner) =>
    add(frame.p, rotate(frame.q, vec3At(model.mesh_vert, 3 * (model.mesh_vertadr[mesh] + corner)))),
  );
}

/** A body's inertia as an element. */
function inertial(model: Model, body: number): string {
  const numbers = (field: 'body_ipos' | 'body_iquat' | 'body_inertia', width: number): string =>
    Array.from(model[field].subarray(width * body, width * (body + 1)) as Float64Array).join(' ');
  return (
    `<inertial pos="${numbers('body_ipos', 3)}" quat="${numbers('body_iquat', 4)}" ` +
    `mass="${model.body_mass[body]}" diaginertia="${numbers('body_inertia', 3)}"/>`
  );
}

/**
 * Rewrites a model.
 *
 * @param mujoco the loaded engine
 * @param xml an MJCF document whose meshes have names
 * @param files the meshes' files by name
 * @param bodies whose inertia follows from meshes
 * @returns a document that names no other file, without geometries of a class `…visual`
 * @throws Error with MuJoCo's own message when the document is not valid
 */
export function reduceModel(
  mujoco: WasmModule,
  xml: string,
  files: Readonly<Record<string, Uint8Array>>,
  bodies: readonly string[],
): string {
  const vfs = new mujoco.MjVFS();
  for (const [name, bytes] of Object.entries(files)) vfs.addBuffer(name, bytes);
  const model = mujoco.MjModel.from_xml_string(xml, vfs);
  const { mjOBJ_MESH, mjOBJ_BODY } = mujoco.mjtObj;
  const colliding = xml.replace(/<geom[^>]*class="[^"]*visual"[^>]*\/>/g, '');
  const meshes = colliding.replace(/<mesh [^>]*name="([^"]*)"[^>]*\/>/g, (_, name: string) => {
    if (!colliding.includes(` mesh="${name}"`)) return '';
    const index = mujoco.mj_name2id(model, mjOBJ_MESH.value, name);
    return `<mesh name="${name}" vertex="${hull(model, index).flat().join(' ')}"/>`;
  });
  const reduced = bodies.reduce((text, name) => {
    const index = mujoco.mj_name2id(model, mjOBJ_BODY.value, name);
    const [tag] = new RegExp(`<body name="${name}"[^>]*>`).exec(text) as RegExpExecArray;
    return text.replace(tag, `${tag}${inertial(model, index)}`);
  }, meshes);
  model.delete();
  vfs.delete();
  return reduced;
}
