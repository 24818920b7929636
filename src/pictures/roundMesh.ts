/**
 * Triangle meshes of revolution for pictures: cylinders and capsules.
 *
 * @outsideNumerics of what a run sees, the pictures themselves count
 */

import type { Mesh } from './mesh.js';

/** A surface of revolution about z: a profile of radius, height and the normal's radial and vertical part. */
function lathe(profile: readonly (readonly [number, number, number, number])[], sides: number): Mesh {
  const vertices: number[] = [];
  const normals: number[] = [];
  const triangles: number[] = [];
  profile.forEach(([radius, height, radial, vertical], ring) => {
    for (let side = 0; side < sides; side++) {
      const [c, s] = [Math.cos((2 * Math.PI * side) / sides), Math.sin((2 * Math.PI * side) / sides)];
      vertices.push(radius * c, radius * s, height);
      normals.push(radial * c, radial * s, vertical);
      if (ring === 0) continue;
      const next = (side + 1) % sides;
      const [a, b, below, belowNext] = [
        ring * sides + side,
        ring * sides + next,
        (ring - 1) * sides + side,
        (ring - 1) * sides + next,
      ];
      triangles.push(below, belowNext, b, below, b, a);
    }
  });
  return {
    vertices: Float32Array.from(vertices),
    normals: Float32Array.from(normals),
    triangles: Uint16Array.from(triangles),
    edges: new Float32Array(0),
  };
}

/**
 * A cylinder along z around the origin.
 *
 * @param radius metres
 * @param half half length, metres
 * @param sides corners of the circle
 * @returns the mesh
 */
export function cylinderMesh(radius: number, half: number, sides = 20): Mesh {
  return lathe(
    [
      [0, -half, 0, -1],
      [radius, -half, 0, -1],
      [radius, -half, 1, 0],
      [radius, half, 1, 0],
      [radius, half, 0, 1],
      [0, half, 0, 1],
    ],
    sides,
  );
}

/**
 * A capsule along z from 0 to `length`, with round ends beyond.
 *
 * @param radius metres
 * @param length distance of the ends' centres, metres; 0 makes a sphere
 * @param sides corners of the circle
 * @returns the mesh
 */
export function capsuleMesh(radius: number, length: number, sides = 20): Mesh {
  const steps = 5;
  const ring = (angle: number, centre: number): [number, number, number, number] => [
    radius * Math.cos(angle),
    centre + radius * Math.sin(angle),
    Math.cos(angle),
    Math.sin(angle),
  ];
  const quarter = Array.from({ length: steps + 1 }, (_, i) => (Math.PI / 2) * (i / steps));
  return lathe([...quarter.map((a) => ring(a - Math.PI / 2, 0)), ...quarter.map((a) => ring(a, length))], sides);
}
