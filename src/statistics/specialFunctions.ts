/** The special functions that the normal, Student and χ² distributions need, to double precision. */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x ≥ 0.5, by the Lanczos approximation (g = 7, nine terms). */
function logGamma(x: number): number {
  const z = x - 1;
  const base = z + 7.5;
  const series = LANCZOS.slice(1).reduce((sum, coefficient, i) => sum + coefficient / (z + i + 1), LANCZOS[0]);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(series);
}

/**
 * The error function, `erf(x) = 2/√π · e^(−x²) · Σ_n 2ⁿ x^(2n+1) / (2n+1)!!` (Abramowitz and Stegun 7.1.6).
 * All terms of this series have one sign, so it does not cancel.
 *
 * @param x a real number
 * @returns erf(x), in [−1, 1]
 */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** The continued fraction of I_x(a, b) (Abramowitz and Stegun 26.5.8), evaluated by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/**
 * The regularized incomplete beta function `I_x(a, b) = ∫_0^x u^(a−1) (1−u)^(b−1) du / B(a, b)`.
 *
 * @param a first shape, at least 0.5
 * @param b second shape, at least 0.5
 * @param x in [0, 1]
 * @returns I_x(a, b), in [0, 1]
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean; above it, I_x(a, b) = 1 − I_(1−x)(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) * betaFraction(a, b, x)) / a;
}

/**
 * The regularized lower incomplete gamma function, `P(a, x) = x^a e^(−x) Σ_n x^n / Γ(a + n + 1)` (Abramowitz and
 * Stegun 6.5.29). All terms have one sign, so it does not cancel.
 *
 * @param a shape, at least 0.5
 * @param x at least 0, of the order of a: the sum takes about x terms
 * @returns P(a, x), in [0, 1]
 */
export function incompleteGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  let term = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  let sum = term;
  for (let n = 1; term > 1e-17 * sum || n < x; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, sum);
}
