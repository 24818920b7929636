/** A task of pure functions over a few numbers, for ideas that need no physics engine. */

import { type RandomStream, randomStream } from '../random/index.js';
import type { EnvSpec, Shown } from './env.js';
import { createPhysicsEnv, type PhysicsTask } from './physics/physicsEnv.js';
import type { EnvTask } from './task.js';

/** What happens in a task whose whole state is a list of numbers. */
export interface PureTask {
  readonly spec: EnvSpec;
  /** Numbers that the functions capture from outside, see {@link EnvTask}. */
  readonly knobs?: EnvTask['knobs'];
  /** The state in which an episode begins; always as many numbers. */
  readonly begin: (random: RandomStream) => readonly number[];
  /** The state one control period later; the action is in bounds. */
  readonly step: (state: readonly number[], action: readonly number[]) => readonly number[];
  /** The raw observation, [obsDim]; the state itself by default. */
  readonly observe?: (state: readonly number[]) => readonly number[];
  /** What its spec `shows`, of a state. */
  readonly show?: (state: readonly number[]) => Shown;
  /** The success test; success ends the episode. */
  readonly isSolved: (state: readonly number[]) => boolean;
}

/** The state as the memory of a task without a simulator: seeds, endings, checks and snapshots are those of any task. */
function environmentOf(task: PureTask): PhysicsTask {
  const { spec, begin, step, observe = (state: readonly number[]) => state, show, isSolved } = task;
  // The first state of any episode tells how many numbers there are.
  const memory = new Float64Array(begin(randomStream(0, 'env')).length);
  let action: readonly number[] = [];
  const write = (state: readonly number[]) => {
    checkNumbers(spec.id, 'state', state, memory.length);
    memory.set(state);
  };
  return {
    spec,
    substeps: 1,
    memory,
    simulation: {
      stateSize: 0,
      reset: () => memory.fill(0),
      forward: () => undefined,
      advance: () => write(step([...memory], action)),
      getState: () => undefined,
      setState: () => undefined,
      close: () => undefined,
    },
    arrange: (random) => write(begin(random)),
    control: (given) => {
      action = [...given];
    },
    observe: (target) => {
      const obs = observe([...memory]);
      checkNumbers(spec.id, 'observation', obs, spec.obsDim);
      target.set(obs);
    },
    ...(show && { show: () => show([...memory]) }),
    succeeded: () => isSolved([...memory]),
  };
}

function checkNumbers(id: string, what: string, numbers: readonly number[], length: number): void {
  if (numbers.length !== length)
    throw new RangeError(`${id}: the ${what} has ${numbers.length} numbers, expected ${length}, as many every time.`);
  const bad = numbers.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(`${id}: number ${bad} of the ${what} is ${numbers[bad]}; every one must be finite.`);
}

/**
 * Makes a task from pure functions, to be trained on like a registered one. It terminates on success with reward 1 and is
 * truncated at the spec's horizon; nothing is hidden, so that snapshots come for free.
 *
 * @param task spec, first state, step, observation, success test
 * @returns the task, for `createEnv`, `openTask`, `train` and `trainLive`
 * @throws RangeError, while it runs, when a state or an observation changes its length or is not finite
 */
export function pureTask(task: PureTask): EnvTask {
  const { spec, knobs = {}, begin, step, observe, show, isSolved } = task;
  const functions = [begin, step, observe, ...(show ? [show] : []), isSolved];
  const text = functions.map(String).join('\n');
  return { spec, knobs, text, create: () => createPhysicsEnv(environmentOf(task)) };
}
