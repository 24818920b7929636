import { readFileSync } from 'node:fs';

interface Ends {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** What SciPy, NumPy, statsmodels and rliable give; written by test/golden/statistics.py. */
interface Golden {
  readonly wilson: readonly { k: number; n: number; level: number; interval: [number, number] }[];
  readonly studentCritical: readonly { df: number; level: number; value: number }[];
  readonly normalCritical: readonly { level: number; value: number }[];
  readonly quantile: readonly { p: number; value: number }[];
  readonly scores: { x: number[][]; y: number[][] };
  readonly aggregates: { mean: number; iqm: number; iqmOneTask: number; improvement: number };
  readonly studentOneTask: [number, number];
  readonly studentTwoTasksHalfWidth: number;
  readonly pairedDifference: [number, number];
  readonly bootstrap: { iqm: Ends; mean: Ends; improvement: Ends };
  readonly permutation: readonly {
    a: number[];
    b: number[];
    alternative: 'two-sided' | 'greater' | 'less';
    pValue: number;
  }[];
  readonly holm: { pValues: number[]; adjusted: number[] };
  readonly auc: { times: number[]; values: number[]; value: number };
}

export const golden = JSON.parse(readFileSync(new URL('../golden/statistics.json', import.meta.url), 'utf8')) as Golden;
