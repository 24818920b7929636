/**
 * One program for the training steps of several seeds. Each seed compiles, runs and reads its step as if it had a program
 * of its own; a step is taken once every seed asks for its next one.
 */

import { type ArrayTree, copyTree } from '../arrays/index.js';
import { entryAt, stackTrees } from './batched.js';
import { shapeCheck } from './checkArrays.js';
import type { CompileOptions } from './compileOptions.js';
import { type CompiledUpdate, compileUpdate } from './compileUpdate.js';
import { overwrite } from './engines/doubleBuffered.js';
import { lazyRecord } from './lazyRecord.js';
import { type Errand, type Meeting, meeting } from './meeting.js';

/** One seed's part in programs that several seeds share. */
export interface ProgramShare {
  /** How many seeds the programs have: what their bits depend on. */
  readonly seeds: number;
  /** As `compileUpdate`, with the same step of the other seeds. All compile the same steps in the same order. */
  readonly compileUpdate: typeof compileUpdate;
  /** Takes part no more: the others wait for this seed no longer, whose part of the programs idles. */
  leave(): void;
}

type Update = CompiledUpdate<ArrayTree, ArrayTree, ArrayTree>;
type Step = Parameters<typeof compileUpdate>[0];

interface Wanted {
  readonly step: Step;
  readonly state: ArrayTree;
  readonly example: ArrayTree;
  readonly options: CompileOptions;
}

/** A program of all seeds, with the inputs of each. */
interface Shared {
  readonly update: Update;
  readonly inputs: ArrayTree;
  /** Takes a step of all seeds; who did not ask idles. */
  readonly step: Errand<undefined, ArrayTree>;
  /** Seeds that still use it. */
  readonly users: Set<number>;
}

/** Compiles a step of all seeds; one that has left is represented by another. */
async function compileShared(seeds: number, wanted: ReadonlyMap<number, Wanted>): Promise<Shared> {
  const [any] = wanted.values();
  const all = Array.from({ length: seeds }, (_, seed) => wanted.get(seed) ?? any);
  const inputs = stackTrees(all.map(({ example }) => example));
  const state = stackTrees(all.map((one) => one.state));
  const update = (await compileUpdate(any.step, state, inputs, {
    ...any.options,
    batched: seeds,
  })) as unknown as Update;
  const step: Shared['step'] = async (asked) => {
    const outputs = await update.run(inputs);
    return new Map([...asked.keys()].map((seed) => [seed, entryAt(outputs, seeds, seed)]));
  };
  return { update, inputs, step, users: new Set(wanted.keys()) };
}

/** What one seed sees of a program of all. */
function partOf({ update, inputs, step, users }: Shared, seeds: number, seed: number, table: Meeting): Update {
  const own = entryAt(inputs, seeds, seed);
  const check = shapeCheck(own);
  const entryOf = (name: string) => entryAt({ [name]: update.state[name] } as ArrayTree, seeds, seed)[name];
  return {
    engine: update.engine,
    get state() {
      return lazyRecord(Object.keys(update.state), entryOf);
    },
    setState: (next) => {
      const whole = copyTree(update.state);
      overwrite(entryAt(whole, seeds, seed), next);
      update.setState(whole);
    },
    run: async (given) => {
      check(given);
      overwrite(own, given);
      return table.join(seed, step, undefined);
    },
    dispose: async () => {
      if (users.delete(seed) && users.size === 0) await update.dispose();
    },
  };
}

/**
 * Lets seeds share their programs.
 *
 * @param seeds how many
 * @returns a part for each; the programs are freed once all have disposed of theirs
 */
export function shareProgram(seeds: number): ProgramShare[] {
  const table = meeting(seeds);
  const compile: Errand<Wanted, Shared> = async (wanted) => {
    const shared = await compileShared(seeds, wanted);
    return new Map([...wanted.keys()].map((seed) => [seed, shared]));
  };
  return Array.from({ length: seeds }, (_, seed): ProgramShare => {
    const compileOwn = async (step: Step, state: ArrayTree, example: ArrayTree, options: CompileOptions = {}) =>
      partOf(await table.join(seed, compile, { step, state, example, options }), seeds, seed, table);
    return {
      seeds,
      compileUpdate: compileOwn as unknown as typeof compileUpdate,
      leave: () => table.leave(seed),
    };
  });
}
