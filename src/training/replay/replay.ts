/** A ring of chunk transitions, as explicit arrays that know which transition follows which. */

import type { TransitionSpec } from '../../algorithms/index.js';
import { type ArrayTree, flattenTree, type NumberArray, rowsOfSpec, type TreeSpec } from '../../arrays/index.js';
import { checkSettings, integerFrom } from '../../settings/index.js';
import { type RowTree, type Transition, transitionColumns } from './transition.js';

/** A ring of transitions. */
export interface Replay {
  readonly capacity: number;
  /** Stored columns, [capacity, …] each: bytes are kept as bytes. */
  readonly columns: ArrayTree;
  /** Row of the next transition of the same episode, −1 where there is none, or none yet; [capacity]. */
  readonly successors: Int32Array;
  /** Row of each environment's newest transition while its episode goes on, else −1; [slots]. */
  readonly newest: Int32Array;
  /** Transitions held, at most `capacity`. */
  size: number;
  /** Where the next one goes. */
  cursor: number;
}

/** One stored column: `width` numbers a row. */
export interface Column {
  readonly path: string;
  readonly width: number;
  readonly data: NumberArray;
}

/**
 * The columns of a tree of rows.
 *
 * @param tree arrays of shape [rows, …]
 * @returns one entry per leaf
 */
export function columnsOf(tree: ArrayTree): Column[] {
  return flattenTree(tree).map(([path, { shape, data }]) => ({ path, width: data.length / shape[0], data }));
}

/**
 * An empty replay.
 *
 * @param spec what a transition is made of
 * @param capacity transitions kept before the oldest are overwritten
 * @param slots environments that they come from; 1 by default
 * @returns the replay
 * @throws RangeError when the capacity is no positive integer
 */
export function createReplay(spec: TransitionSpec, capacity: number, slots = 1): Replay {
  checkSettings(integerFrom(1, 'transitions'), capacity, 'createReplay: the capacity');
  const columns = rowsOfSpec(transitionColumns(spec) as TreeSpec, capacity);
  const none = (length: number) => new Int32Array(length).fill(-1);
  return { capacity, columns, successors: none(capacity), newest: none(slots), size: 0, cursor: 0 };
}

/** The value of a transition at a column's path. */
function valueAt(transition: Transition, path: string): ArrayLike<number> {
  const value = path
    .split('.')
    .reduce<unknown>((node, name) => (node as Readonly<Record<string, RowTree>>)[name], transition);
  return typeof value === 'number' ? [value] : (value as ArrayLike<number>);
}

/** Notes that a row now holds the newest transition of an environment. */
function link({ successors, newest, cursor }: Replay, slot: number, ends: boolean): void {
  // Whatever was in the row is forgotten; what came before it went earlier.
  const forgotten = newest.indexOf(cursor);
  if (forgotten >= 0) newest[forgotten] = -1;
  successors[cursor] = -1;
  if (newest[slot] >= 0) successors[newest[slot]] = cursor;
  newest[slot] = ends ? -1 : cursor;
}

/**
 * Appends a transition, over the oldest one when full.
 *
 * @param replay the ring, changed in place
 * @param transition what to store
 * @throws RangeError when an entry is not finite or a column has another length, naming the column: nothing is stored then
 */
export function pushTransition(replay: Replay, transition: Transition): void {
  const columns = columnsOf(replay.columns);
  const values = columns.map(({ path }) => valueAt(transition, path));
  columns.forEach(({ path, width }, i) => {
    if (values[i]?.length !== width)
      throw new RangeError(
        `replay: '${path}' has ${values[i]?.length ?? 'no'} numbers, expected ${width}; the transition was not stored.`,
      );
    if (Array.prototype.some.call(values[i], (x) => !Number.isFinite(x)))
      throw new RangeError(`replay: '${path}' holds a value that is not finite; the transition was not stored.`);
  });
  columns.forEach(({ width, data }, i) => {
    data.set(values[i], replay.cursor * width);
  });
  link(replay, transition.slot, transition.ends);
  replay.cursor = (replay.cursor + 1) % replay.capacity;
  replay.size = Math.min(replay.size + 1, replay.capacity);
}

/**
 * Forgets which episodes are under way: what comes next follows nothing that is held.
 *
 * @param replay the ring, changed in place
 */
export function breakEpisodes(replay: Replay): void {
  replay.newest.fill(-1);
}
