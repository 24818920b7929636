import { checkCount, checkLevel, checkSample } from './checks.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import { studentCI } from './studentCI.js';
import { wilson } from './wilson.js';

/** A success rate that is known from episodes only. */
export interface CountedSuccess {
  readonly successes: number;
  readonly episodes: number;
}

/**
 * How much higher trained runs end than their base policy, with an interval that knows that both were *measured*:
 * `d ± √(a² + b²)`, a and b the distances from the two rates to the ends of their intervals (MOVER, Newcombe's way to the
 * difference of two proportions). The base policy has the Wilson interval of its episodes. The agent's rate is uncertain
 * over training seeds (Student's half-width) and over episodes (Wilson's), which add in squares: all runs were
 * evaluated on the same episodes, so that more runs do not make these more.
 *
 * Agent and base are taken as independent although they met the same episodes: without the outcomes one by one, what
 * they share cannot be subtracted, and the interval is wider for it. It keeps a width where all runs end equal.
 *
 * See "Interval estimation for the difference between independent proportions" by Newcombe (Statistics in Medicine
 * 1998).
 *
 * @param rates success of each run at its end, in [0, 1]; at least two runs
 * @param episodes on how many episodes each was evaluated
 * @param base successes and episodes of the base policy alone
 * @param level nominal coverage
 * @returns mean rate less the base's, with its interval
 * @throws RangeError on fewer than two runs, rates outside [0, 1], counts that are none, or a level outside (0, 1)
 */
export function gainOverBase(rates: readonly number[], episodes: number, base: CountedSuccess, level = 0.95): Interval {
  checkLevel('gainOverBase', level);
  checkSample('gainOverBase', rates, 2);
  checkCount('gainOverBase', 'episodes', episodes, 1);
  const outside = rates.find((rate) => rate < 0 || rate > 1);
  if (outside !== undefined) throw new RangeError(`gainOverBase: a success rate must lie in [0, 1], got ${outside}.`);
  const alone = wilson(base.successes, base.episodes, level);
  const rate = mean(rates);
  const overEpisodes = wilsonOfRate(rate, episodes, level);
  const overRuns = studentCI(rates, level);
  const half = overRuns.high - rate;
  const down = Math.hypot(half, rate - overEpisodes.low, alone.high - alone.estimate);
  const up = Math.hypot(half, overEpisodes.high - rate, alone.estimate - alone.low);
  const estimate = rate - alone.estimate;
  const method = 'Student over runs, Wilson over episodes of agent and base, combined by MOVER';
  return { estimate, low: estimate - down, high: estimate + up, level, method };
}

/** Wilson's ends for a mean rate, whose number of successes need be no integer. */
function wilsonOfRate(rate: number, episodes: number, level: number): { low: number; high: number } {
  const [below, above] = [Math.floor(rate * episodes), Math.ceil(rate * episodes)].map((k) =>
    wilson(k, episodes, level),
  );
  const share = rate * episodes - Math.floor(rate * episodes);
  const between = (end: 'low' | 'high') => below[end] + share * (above[end] - below[end]);
  return { low: between('low'), high: between('high') };
}
