/** One side of a comparison: something that can run a number of updates and say how long they took. */

import { median } from '../statistics/index.js';

/** How long some updates took. */
export interface Turn {
  /** Seconds of wall-clock time. */
  readonly seconds: number;
  /** Seconds of processor time, of all threads: what else the machine does hardly counts. */
  readonly cpuSeconds: number;
}

/** A prepared side. */
export interface Contestant {
  readonly engine: string;
  /** Runs so many updates. */
  run(updates: number): Promise<Turn>;
  dispose(): Promise<void>;
}

/** How fast a side is: medians over its turns. */
export interface Rates {
  /** Updates per second of wall-clock time, and of processor time. */
  readonly perSecond: number;
  readonly perCpuSecond: number;
  /** How many times as fast the first side is, each turn beside the first side's turn just before it. */
  readonly behindFirst: number;
  /** The same by processor time. */
  readonly behindFirstCpu: number;
}

/** Wall-clock time of one turn. Long enough to hide the clock and the pipe, short enough that both sides meet the same machine. */
const TURN_SECONDS = 0.5;

async function turnLength(contestant: Contestant): Promise<number> {
  await contestant.run(2);
  let updates = 1;
  let { seconds } = await contestant.run(updates);
  while (seconds < TURN_SECONDS / 4) {
    updates *= 4;
    ({ seconds } = await contestant.run(updates));
  }
  return Math.max(1, Math.round((updates * TURN_SECONDS) / seconds));
}

/** Medians over turns of a given number of updates. */
function ratesOf(turns: readonly Turn[], updates: number, first: readonly Turn[], firstUpdates: number): Rates {
  const over = (pick: (turn: Turn, i: number) => number) => median(turns.map(pick));
  const ratio = (of: keyof Turn) => over((turn, i) => turn[of] / updates / (first[i][of] / firstUpdates));
  return {
    perSecond: over(({ seconds }) => updates / seconds),
    perCpuSecond: over(({ cpuSeconds }) => updates / cpuSeconds),
    behindFirst: ratio('seconds'),
    behindFirstCpu: ratio('cpuSeconds'),
  };
}

/**
 * Lets contestants run in turns (first, second, first, second …), so that what else the machine does meets all alike.
 *
 * @param contestants prepared sides
 * @param seconds wall-clock time for all turns of one side
 * @returns how fast each is
 */
export async function takeTurns(contestants: readonly Contestant[], seconds: number): Promise<Rates[]> {
  const lengths: number[] = [];
  for (const contestant of contestants) lengths.push(await turnLength(contestant));
  const turns = contestants.map((): Turn[] => []);
  const deadline = performance.now() + 1000 * seconds * contestants.length;
  do {
    for (const [i, contestant] of contestants.entries()) turns[i].push(await contestant.run(lengths[i]));
  } while (performance.now() < deadline);
  return turns.map((own, i) => ratesOf(own, lengths[i], turns[0], lengths[0]));
}
