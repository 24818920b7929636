/** Many random programs, one after the other. */

import { type EngineName, tf } from '../../compute/index.js';
import { type Comparison, compare } from './compare.js';
import { generate } from './generate.js';
import { minimise } from './minimise.js';
import { sourceOf } from './program.js';

/** What came of all programs. */
export interface FuzzReport {
  readonly engine: EngineName;
  readonly programs: number;
  /** Programs that were compiled and agreed; that ran eagerly, with a notice; that differed or failed. */
  readonly equal: number;
  readonly eager: number;
  readonly wrong: number;
  /** How many of them had gradients, and how many ran for a batch at once. */
  readonly gradients: number;
  readonly batched: number;
  /** Elements compared, and those left out because they hang on the last digits of what came before. */
  readonly compared: number;
  readonly skipped: number;
  /** Largest difference of a program that agreed, relative to the element or to a tenth of its array's largest one. */
  readonly worst: number;
  /** Of each wrong program, the smallest part that is still wrong, as code, with what is wrong. */
  readonly failures: readonly string[];
}

const isWrong = ({ verdict }: Comparison) => verdict === 'different' || verdict === 'failed';

/** The code of a wrong program, without what it is wrong without. */
async function explain(seed: number, engine: EngineName): Promise<string> {
  const program = await generate(seed);
  const small = await minimise(program, async (candidate) => isWrong(await compare(candidate, engine)));
  const { verdict, detail } = await compare(small, engine);
  return `${sourceOf(small)}\n// ${engine}: ${verdict}: ${detail}`;
}

/**
 * Holds an engine to tfjs, op by op, on random programs. tfjs's current backend becomes `cpu`, the reference.
 *
 * @param engine what is tested
 * @param programs how many
 * @param first seed of the first; the others follow
 * @param onFailure called with the code of each wrong program
 * @returns the report
 */
export async function fuzz(
  engine: EngineName,
  programs: number,
  first = 0,
  onFailure: (code: string) => void = () => {},
): Promise<FuzzReport> {
  await tf.setBackend('cpu');
  const sums = { equal: 0, eager: 0, wrong: 0, gradients: 0, batched: 0, compared: 0, skipped: 0, worst: 0 };
  const failures: string[] = [];
  for (let seed = first; seed < first + programs; seed++) {
    const program = await generate(seed);
    const comparison = await compare(program, engine);
    sums.gradients += Number(program.gradients);
    sums.batched += Number(program.batched !== undefined);
    sums.compared += comparison.compared;
    sums.skipped += comparison.skipped;
    if (isWrong(comparison)) {
      sums.wrong++;
      failures.push(await explain(seed, engine));
      onFailure(failures[failures.length - 1]);
    } else {
      sums[comparison.verdict as 'equal' | 'eager']++;
      sums.worst = Math.max(sums.worst, comparison.worst);
    }
  }
  return { engine, programs, ...sums, failures };
}
