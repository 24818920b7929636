/** What an expert is: a controller of raw observations with an explicit, resettable memory. */

/** A controller that solves a task, hand-written or trained elsewhere; the source of demonstrations. */
export interface ScriptedExpert {
  /** The task it solves, for instance `gantry-peg`. */
  readonly task: string;
  /** Where it comes from and under which licence, when it is not this project's own. */
  readonly source?: string;
  /** True where what it does depends on what it did before: it then knows nothing of states that another brought about. */
  readonly remembers?: true;
  /** Forgets the last episode. Call it after every reset of the environment. */
  reset(): void;
  /**
   * The action for an observation.
   *
   * @param obs raw observation, [obsDim]
   * @returns a primitive action in [−1, 1], [actionDim], a fresh array
   */
  act(obs: ArrayLike<number>): Float32Array;
}

/** A number bounded to [−limit, limit]. */
export function bound(value: number, limit = 1): number {
  return Math.max(-limit, Math.min(limit, value));
}
