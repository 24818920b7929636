/** The runs of an arm, checked: what stands in one sample was made in one way, once for each seed, to its end. */

import { type Arm, armText, type RunSource, runsOf, tableArms } from './arms.js';
import { formatSeeds } from './formatSeeds.js';
import { budgetOf, healthNotes, runHealth } from './runHealth.js';
import { type RecordedRun, variantOf } from './runTable.js';
import { bySeed, sampleFaults } from './sampleFaults.js';

/**
 * All runs that bear an arm's name, whether or not they can stand in one sample.
 *
 * @param source recorded runs
 * @param arm which
 * @returns the runs in the order of the source; none where there is no such arm
 */
export function matchingRuns(source: RunSource, { agent, variant = 'default', base, chunks }: Arm): RecordedRun[] {
  return runsOf(source).filter(
    (run) =>
      run.agent === agent &&
      variantOf(run) === variant &&
      (base ?? run.start.base) === run.start.base &&
      (chunks ?? budgetOf(run)) === budgetOf(run),
  );
}

function namedRuns(source: RunSource, arm: Arm): RecordedRun[] {
  const own = matchingRuns(source, arm);
  if (own.length > 0) return own;
  throw new Error(`There is no arm ${armText(arm)}; there are ${tableArms(source).map(armText).join(', ') || 'none'}.`);
}

const firstOfEach = (runs: readonly RecordedRun[]) => [...bySeed(runs).values()].map(([first]) => first);

/**
 * The runs of an arm, those that have not ended among them.
 *
 * @param source recorded runs
 * @param arm which
 * @returns one run for each seed, in the order of seeds
 * @throws Error as {@link armRuns}, but for runs that have not ended
 */
export function begunRuns(source: RunSource, arm: Arm): RecordedRun[] {
  const own = namedRuns(source, arm);
  const [fault] = sampleFaults(own);
  if (fault) throw new Error(`The arm ${armText(arm)} has ${fault}`);
  return firstOfEach(own);
}

const hasEnded = (run: RecordedRun) => runHealth(run).state !== 'unfinished';

/** Seeds that one table has more than once; tables that share an arm may repeat one another's. */
function repeatedSeeds(source: RunSource, arm: Arm): number[] {
  const tables = 'runs' in source ? [source] : source;
  const own = new Set(matchingRuns(source, arm));
  return tables.flatMap(({ runs }) =>
    [...bySeed(runs.filter((run) => own.has(run)))].flatMap(([seed, { length }]) => (length > 1 ? [seed] : [])),
  );
}

/**
 * What must be said beside a statistic of an arm: runs that are left out of it because they have not ended, seeds that
 * are there twice and count once, runs that diverged or whose critics end beyond what returns can be.
 *
 * @param source recorded runs
 * @param arm which
 * @returns sentences without a full stop; none when there is nothing to say
 * @throws Error naming the arms that there are when this one is not among them
 */
export function armNotes(source: RunSource, arm: Arm): string[] {
  const own = namedRuns(source, arm);
  const repeated = repeatedSeeds(source, arm).map((seed) => `seed ${seed} is there more than once and counts once`);
  return [...sampleFaults(own), ...repeated, ...healthNotes(firstOfEach(own))];
}

/**
 * The runs of an arm: the sample that statistics take. Runs that have not ended are left out, and a warning names them.
 * A seed that several tables hold counts once: findings that share an arm must not count its runs twice.
 *
 * @param source recorded runs
 * @param arm which
 * @returns the runs in the order of seeds
 * @throws Error naming the arms that there are when this one is not among them; when its runs are of several tasks, base
 * policies, budgets or settings, which the arm may tell apart; when two runs of a seed differ; when none has ended
 */
export function armRuns(source: RunSource, arm: Arm): RecordedRun[] {
  const begun = begunRuns(source, arm);
  const ended = begun.filter(hasEnded);
  const notes = healthNotes(begun.filter((run) => !hasEnded(run)));
  if (ended.length === 0)
    throw new Error(`The arm ${armText(arm)} has no run that has ended: ${notes.join('; ')}. Let them end.`);
  const repeated = formatSeeds(repeatedSeeds(source, arm));
  const said = [
    ...(notes.length > 0 ? [`left out: ${notes.join('; ')}`] : []),
    ...(repeated ? [`there more than once, counted once: seed ${repeated}`] : []),
  ];
  if (said.length > 0) console.warn(`${armText(arm)}: ${said.join('. ')}.`);
  return ended;
}

/**
 * What each run of an arm scores.
 *
 * @param source recorded runs
 * @param arm which
 * @param score what counts of a run, for instance `finalSuccess`
 * @returns the scores in the order of seeds: the sample that statistics take
 * @throws Error as {@link armRuns}
 * @example
 * const table = readRunTable('08-dawn', 'gantry-peg');
 * iqm(armScores(table, { agent: 'dawn' }, areaUnderCurve));
 */
export function armScores<Score = number>(source: RunSource, arm: Arm, score: (run: RecordedRun) => Score): Score[] {
  return armRuns(source, arm).map(score);
}
