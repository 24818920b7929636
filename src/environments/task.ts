/** What a task is, as a value: in the place of a name wherever one may stand. */

import type { RewardRule } from '../rewards/index.js';
import type { Env, EnvSpec } from './env.js';
import type { VectorEnv, VectorEnvOptions } from './vectorEnv.js';

/** What can be asked of a task's environments. */
export interface TaskAbilities {
  /**
   * `exact`: a snapshot is the complete state. `replay`: there is none, but an episode follows bitwise from its seed and
   * actions, so that playing them again brings every state back. `none`: neither; a resumed run begins new episodes.
   */
  readonly snapshot: 'exact' | 'replay' | 'none';
  /** Whether its vectors have `shown`: what its spec `shows`, at present, of every slot. False by default. */
  readonly picture?: boolean;
}

/** A task that opens its own vectors of environments, in this process or in another. */
export interface Task {
  readonly spec: EnvSpec;
  /** What a chunk is worth to a learner; −1 until success by default. */
  readonly reward?: RewardRule;
  readonly can: TaskAbilities;
  /** Opens a vector. One that cannot save its state has no `snapshot` and `restore`. */
  readonly open: (options: VectorEnvOptions) => Promise<OwnVectorEnv>;
  /** Texts of the functions that it is made of, so that runs of other functions are told apart. */
  readonly text?: string;
  /** Numbers that its functions capture from outside, so that runs with other numbers are told apart for certain. */
  readonly knobs?: Readonly<Record<string, number>>;
}

/** What a task's `open` returns: spec and reward are the task's, the latest stacks are kept for it. */
export type OwnVectorEnv = Omit<VectorEnv, 'spec' | 'reward' | 'obsStacks'>;

/** A task of environments that are stepped in this thread, one at a time. */
export interface EnvTask extends Pick<Task, 'spec' | 'reward' | 'text' | 'knobs'> {
  /** Makes an environment of its own state; called once for each that runs side by side. */
  readonly create: () => Env | Promise<Env>;
}

/** A task as a value, in the place of a name: what a reader brings. */
export type OwnTask = EnvTask | Task;
