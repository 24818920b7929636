/** What a report on a critic holds. */

import type { CalibrationBin, ResidualUse, ScaleMismatch } from '../diagnostics/index.js';

/** A hidden layer. */
export interface LayerReport {
  /** Names of its tensors in the model. */
  readonly before: string;
  readonly activation: string;
  readonly units: number;
  /** S before the normalization, and of what the next layer sees. */
  readonly sensitivityBefore: number;
  readonly sensitivity: number;
  /** The movement over the mean distance of two states. */
  readonly sensitivityToStates: number;
  readonly dormantShare: number;
  readonly effectiveRank: number;
  readonly srank: number;
}

/** Q against returns; bounds where episodes were truncated. */
export interface GroundingReport {
  readonly errorLow: number;
  readonly errorHigh: number;
  readonly biasLow: number;
  readonly biasHigh: number;
  /** Over rows of terminated episodes; absent with fewer than two. */
  readonly exactError?: number;
  readonly spearman?: number;
  readonly meanQ: number;
  /** Share of values that no policy can have. */
  readonly impossible: number;
  /** Mean returns beside mean Q, in ten bins. */
  readonly calibration: readonly CalibrationBin[];
}

/** The report on a critic. */
export interface CriticReport {
  readonly rows: number;
  readonly episodes: { readonly count: number; readonly terminated: number; readonly truncated: number };
  readonly lambda: number;
  readonly discount: number;
  readonly reward: { readonly low: number; readonly high: number };
  /** What each input of the model was fed with. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly values: readonly string[];
  readonly grounding: GroundingReport;
  readonly layers: readonly LayerReport[];
  /** D = s.d. of Q over residuals ÷ s.d. over states, and E|Q(a_b + λu) − Q(a_b)|. */
  readonly discrimination: number;
  readonly qDifference: number;
  /** How much of its bound the recorded residual uses. */
  readonly residual: ResidualUse;
  /** ‖λu‖ beside ‖a_base‖ and beside the whole input. */
  readonly scale: ScaleMismatch;
  readonly notes: readonly string[];
}
