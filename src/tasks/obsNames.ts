/** Names of numbers that belong together in an observation, in the order in which every task here lists them. */

/**
 * The names of a vector's numbers.
 *
 * @param name what it is of
 * @returns the name with X, Y, Z behind it
 */
export const vectorNames = (name: string): string[] => ['X', 'Y', 'Z'].map((axis) => name + axis);

/**
 * The names of a pose's numbers: the place, then the turn as a unit quaternion.
 *
 * @param name what it is of
 * @returns {@link vectorNames}, then the name with Qw, Qx, Qy, Qz behind it
 */
export const poseNames = (name: string): string[] => [
  ...vectorNames(name),
  ...['Qw', 'Qx', 'Qy', 'Qz'].map((part) => name + part),
];

/**
 * The names of numbers that are counted.
 *
 * @param name of one
 * @param count how many
 * @returns the name with 1, 2, … behind it
 */
export const countedNames = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
