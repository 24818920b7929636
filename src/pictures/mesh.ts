/**
 * Triangle meshes with flat faces for pictures: boxes, a box with a square hole, ground.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

/** A mesh in its own frame, metres. */
export interface Mesh {
  /** Three numbers per vertex. */
  readonly vertices: Float32Array;
  /** Unit normal per vertex; flat faces have vertices of their own. */
  readonly normals: Float32Array;
  /** Three vertex indices per triangle. */
  readonly triangles: Uint16Array;
  /** Six numbers per outline segment: its two ends. */
  readonly edges: Float32Array;
}

type Point = readonly [number, number, number];

/** A flat quadrilateral, corners in order around it. */
interface Quad {
  readonly corners: readonly [Point, Point, Point, Point];
  readonly normal: Point;
}

/** A mesh of flat quadrilaterals with given outlines. */
function quadMesh(quads: readonly Quad[], edges: readonly (readonly [Point, Point])[]): Mesh {
  const triangles = quads.flatMap((_, i) => [0, 1, 2, 0, 2, 3].map((corner) => 4 * i + corner));
  return {
    vertices: Float32Array.from(quads.flatMap(({ corners }) => corners.flat())),
    normals: Float32Array.from(quads.flatMap(({ normal }) => [normal, normal, normal, normal].flat())),
    triangles: Uint16Array.from(triangles),
    edges: Float32Array.from(edges.flatMap((edge) => edge.flat())),
  };
}

/** The rectangle in the plane `axis = at` with corners (u0, v0) and (u1, v1) in the next two axes. */
function rectangle(axis: number, at: number, facing: number, u: Point | number[], v: Point | number[]): Quad {
  const corner = (a: number, b: number): Point => {
    const point: [number, number, number] = [0, 0, 0];
    point[axis] = at;
    point[(axis + 1) % 3] = a;
    point[(axis + 2) % 3] = b;
    return point;
  };
  const normal: [number, number, number] = [0, 0, 0];
  normal[axis] = facing;
  return { corners: [corner(u[0], v[0]), corner(u[1], v[0]), corner(u[1], v[1]), corner(u[0], v[1])], normal };
}

/** The twelve edges of a box. */
function boxEdges([x, y, z]: Point): [Point, Point][] {
  const signs = [-1, 1];
  return signs.flatMap((a) =>
    signs.flatMap((b): [Point, Point][] => [
      [
        [-x, a * y, b * z],
        [x, a * y, b * z],
      ],
      [
        [a * x, -y, b * z],
        [a * x, y, b * z],
      ],
      [
        [a * x, b * y, -z],
        [a * x, b * y, z],
      ],
    ]),
  );
}

/**
 * A box around the origin.
 *
 * @param half half sizes, metres
 * @returns the mesh
 */
export function boxMesh(half: Point): Mesh {
  const quads = [0, 1, 2].flatMap((axis) => {
    const [u, v] = [half[(axis + 1) % 3], half[(axis + 2) % 3]];
    return [-1, 1].map((side) => rectangle(axis, side * half[axis], side, [-u, u], [-v, v]));
  });
  return quadMesh(quads, boxEdges(half));
}

/**
 * A cube with a square hole along x.
 *
 * @param half half size of the cube, metres
 * @param hole half width of the hole, metres
 * @returns the mesh
 */
export function holedCubeMesh(half: number, hole: number): Mesh {
  const all = [-half, half];
  const sides = [1, 2].flatMap((axis) => [-1, 1].map((side) => rectangle(axis, side * half, side, all, all)));
  const walls = [-1, 1].flatMap((side) => [
    rectangle(1, side * hole, -side, [-hole, hole], all),
    rectangle(2, side * hole, -side, all, [-hole, hole]),
  ]);
  const ends = [-1, 1].flatMap((side) =>
    [-1, 1].flatMap((part) => [
      rectangle(0, side * half, side, all, part < 0 ? [-half, -hole] : [hole, half]),
      rectangle(0, side * half, side, part < 0 ? [-half, -hole] : [hole, half], [-hole, hole]),
    ]),
  );
  return quadMesh([...sides, ...walls, ...ends], [...boxEdges([half, half, half]), ...boxEdges([half, hole, hole])]);
}

/**
 * A square patch of ground with a grid as outlines.
 *
 * @param low corner x, y, metres
 * @param high opposite corner x, y, metres
 * @param spacing distance of the grid lines, metres
 */
export function groundMesh(low: readonly [number, number], high: readonly [number, number], spacing: number): Mesh {
  const lines: [Point, Point][] = [];
  for (let x = low[0]; x < high[0] + 1e-9; x += spacing)
    lines.push([
      [x, low[1], 0],
      [x, high[1], 0],
    ]);
  for (let y = low[1]; y < high[1] + 1e-9; y += spacing)
    lines.push([
      [low[0], y, 0],
      [high[0], y, 0],
    ]);
  return quadMesh([rectangle(2, 0, 1, [low[0], high[0]], [low[1], high[1]])], lines);
}
