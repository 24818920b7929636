import { checkCount } from './checks.js';

/**
 * The chance that at least one of k attempts succeeds, estimated without bias from c successes in n of them:
 * `1 − C(n − c, k) / C(n, k)`.
 *
 * Of a start state it says whether the policy can solve it at all; the mean over starts is pass@k.
 * See "Evaluating Large Language Models Trained on Code" by Chen et al. (2021), §2.1.
 *
 * @param successes c, successful attempts
 * @param attempts n, attempts made
 * @param k attempts that one may have, at most n
 * @returns in [0, 1]; c/n for k = 1
 * @throws RangeError on counts that are no such integers
 */
export function passAtK(successes: number, attempts: number, k: number): number {
  checkCount('passAtK', 'attempts', attempts, 1);
  checkCount('passAtK', 'successes', successes, 0);
  checkCount('passAtK', 'k', k, 1);
  if (successes > attempts || k > attempts)
    throw new RangeError(`passAtK: ${successes} successes and k = ${k} in ${attempts} attempts; neither can be more.`);
  let noneOfThem = 1;
  for (let i = 0; i < k; i++) noneOfThem *= Math.max(0, attempts - successes - i) / (attempts - i);
  return 1 - noneOfThem;
}
