/** The base policy contract: frozen, batched, deterministic under its seed, within bounds. */

import type { ArrayTree } from '../arrays/index.js';
import type { Encoder } from '../environments/index.js';

/** A frozen policy that maps recent observations to a chunk of primitive actions, for a batch of environments. */
export interface BasePolicy {
  /** For instance `diffusion`, `cloning`, `scripted`. */
  readonly kind: string;
  /** The task it was made for. */
  readonly task: string;
  /** Number of recent raw observations it looks at (the observation horizon). */
  readonly obsHorizon: number;
  /** Primitive actions in the chunk it returns. */
  readonly executeSteps: number;
  readonly actionDim: number;
  /** How it sees what the task shows: its observations are those of `encodedEnv`. Absent for one that sees numbers alone. */
  readonly encoder?: Encoder;
  /**
   * Starts the batch entry `slot` afresh with its own random stream.
   *
   * @param slot entry of the batch, in [0, batch)
   * @param seed seed of the episode
   */
  reset(slot: number, seed: number): void;
  /**
   * The next chunk for some slots.
   *
   * @param slots the batch entries that act, length n
   * @param obsStacks raw observations, oldest first, [n × obsHorizon × obsDim]
   * @returns actions in [−1, 1], [n × executeSteps × actionDim]; entry i depends on slot i's stream and stack alone,
   *   never on which other slots act beside it
   */
  act(slots: readonly number[], obsStacks: Float32Array): Promise<Float32Array>;
  /** The random streams' state, so that a resumed run continues bitwise. */
  snapshot(): ArrayTree;
  /** Puts back what {@link snapshot} returned. */
  restore(state: ArrayTree): void;
  /** Frees what was compiled for it; whoever made the policy closes it. */
  close(): Promise<void>;
}

/** What a reader's own base policy must have. */
export type OwnPolicy = Omit<BasePolicy, 'close'> & Partial<Pick<BasePolicy, 'close'>>;

/** A base policy as a value, in the place of a kind's name: what a reader brings. */
export interface OwnBase {
  /** For records and figures; no kind that there is already. */
  readonly kind: string;
  /** Texts of the functions that `create` is made of, so that runs over other functions are told apart. */
  readonly text?: string;
  /** Makes the policy with as many slots, a new one at every call; one that has nothing to free needs no `close`. */
  readonly create: (batch: number) => OwnPolicy | Promise<OwnPolicy>;
}
