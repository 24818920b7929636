/** The family of faucets: ten that demonstrations show, and four others that agents meet. */

/** What turns: one bar; a long bar with a spout at its end; a cross of four spokes. */
type FaucetShape = 'lever' | 'spout' | 'knob';

/** One faucet. Its axis stands on a column; its handle turns about it by a quarter, from `start` on. */
export interface Faucet {
  readonly name: string;
  readonly shape: FaucetShape;
  /** Distance from the axis of the point where the handle is to be pushed, metres. */
  readonly reach: number;
  /** Height of the column, metres. */
  readonly height: number;
  /** How far the axis leans towards the robot, radians: 0 stands upright, π/2 faces the robot. */
  readonly lean: number;
  /** How far the handle rises from the plane in which it turns, radians. */
  readonly rise: number;
  /** Where the closed handle points, radians about the axis; 0 is away from the robot, or upwards where the axis faces it. */
  readonly start: number;
  /** Which way it opens: 1 counter-clockwise, seen from the axis' tip. */
  readonly sense: 1 | -1;
}

const faucet = (
  shape: FaucetShape,
  number: number,
  [reach, height, lean, rise, start]: readonly number[],
  sense: 1 | -1,
): Faucet => ({ name: `${shape}-${number}`, shape, reach, height, lean, rise, start, sense });

/** Those of the demonstrations. */
export const SHOWN_FAUCETS: readonly Faucet[] = [
  faucet('lever', 1, [0.08, 0.08, 0, 0, Math.PI], 1),
  faucet('lever', 2, [0.1, 0.1, 0, 0.35, Math.PI], -1),
  faucet('lever', 3, [0.09, 0.12, 0.3, 0.15, -2.4], -1),
  faucet('lever', 4, [0.11, 0.09, 0, 0.2, 2.2], 1),
  faucet('spout', 1, [0.12, 0.12, 0, 0, Math.PI], 1),
  faucet('spout', 2, [0.14, 0.1, 0, 0.15, 2.5], 1),
  faucet('spout', 3, [0.13, 0.14, 0, 0.1, -2.6], -1),
  faucet('knob', 1, [0.055, 0.13, Math.PI / 2, 0, 0], 1),
  faucet('knob', 2, [0.065, 0.15, Math.PI / 2, 0, 0], -1),
  faucet('knob', 3, [0.06, 0.12, 1.2, 0, 0.2], -1),
];

/** Those that residual agents meet: none of them is in {@link SHOWN_FAUCETS}. */
export const HELD_OUT_FAUCETS: readonly Faucet[] = [
  faucet('lever', 5, [0.095, 0.11, 0.15, 0.25, -2.8], 1),
  faucet('lever', 6, [0.085, 0.13, 0, 0.3, 2.7], -1),
  faucet('spout', 4, [0.125, 0.09, 0, 0.2, -2.9], 1),
  faucet('knob', 4, [0.06, 0.14, 1.35, 0, -0.15], 1),
];
