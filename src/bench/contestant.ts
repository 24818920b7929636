/** One side of a comparison: something that can run a number of updates and say how long they took. */

import { median } from '../statistics/index.js';

/** A prepared side. */
export interface Contestant {
  readonly engine: string;
  /** Seconds that `updates` updates take. */
  run(updates: number): Promise<number>;
  dispose(): Promise<void>;
}

/** Wall-clock time of one turn. Long enough to hide the clock and the pipe, short enough that both sides meet the same machine. */
const TURN_SECONDS = 0.5;

async function turnLength(contestant: Contestant): Promise<number> {
  await contestant.run(2);
  let updates = 1;
  let seconds = await contestant.run(updates);
  while (seconds < TURN_SECONDS / 4) {
    updates *= 4;
    seconds = await contestant.run(updates);
  }
  return Math.max(1, Math.round((updates * TURN_SECONDS) / seconds));
}

/**
 * Lets contestants run in turns (first, second, first, second …), so that what else the machine does meets all alike.
 *
 * @param contestants prepared sides
 * @param seconds wall-clock time for all turns of one side
 * @returns updates per second of each, the median over its turns
 */
export async function takeTurns(contestants: readonly Contestant[], seconds: number): Promise<number[]> {
  const lengths: number[] = [];
  for (const contestant of contestants) lengths.push(await turnLength(contestant));
  const rates = contestants.map((): number[] => []);
  const deadline = performance.now() + 1000 * seconds * contestants.length;
  do {
    for (const [i, contestant] of contestants.entries()) rates[i].push(lengths[i] / (await contestant.run(lengths[i])));
  } while (performance.now() < deadline);
  return rates.map(median);
}
