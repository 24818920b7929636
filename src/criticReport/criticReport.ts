/** What a critic knows, sees and tells apart, on transitions from anywhere: the numbers that probes measure of a run. */

import {
  addUse,
  type CalibrationBin,
  NO_USE,
  qCalibration,
  residualUse,
  type ScaleMismatch,
  scaleMismatch,
} from '../diagnostics/index.js';
import {
  groundedValues,
  type LookedChunk,
  measureProbes,
  type ProbeValues,
  probes,
  type Traces,
} from '../training/index.js';
import { inputRoles } from './inputRoles.js';
import { layerReports } from './layerReports.js';
import { lookedAt } from './lookedAt.js';
import { type Heads, modelViews } from './modelViews.js';
import { type ModelChoice, openCritic } from './onnxModel.js';
import type { CriticReport, GroundingReport } from './report.js';
import { reportNotes } from './reportNotes.js';
import type { Transitions } from './transitions.js';

/** How to read a model. */
export interface ReportOptions extends ModelChoice {
  /** What inputs are, by name, where their names do not say it: obs, action, base_action, residual, obs_action. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** How several outputs become one value; `min` by default, as twin critics are read. */
  readonly heads?: Heads;
}

function groundingReport(values: ProbeValues, calibration: readonly CalibrationBin[]): GroundingReport {
  const { ownErrorLow, ownErrorHigh, ownBiasLow, ownBiasHigh, ownExactError, ownSpearman, ownQ, ownImpossible } =
    values;
  return {
    errorLow: ownErrorLow,
    errorHigh: ownErrorHigh,
    biasLow: ownBiasLow,
    biasHigh: ownBiasHigh,
    ...(ownExactError !== undefined && { exactError: ownExactError, spearman: ownSpearman }),
    meanQ: ownQ,
    impossible: ownImpossible,
    calibration,
  };
}

const CHOSEN = ['grounding', 'sensitivity', 'discrimination'];

/**
 * Measures a critic from elsewhere.
 *
 * @param file an ONNX model that maps observations and actions to values
 * @param transitions from `readTransitions` or `transitionsOf`
 * @param options what its inputs, outputs and layers are, where names do not say it
 * @returns the report: the same functions as a run's probes, see `src/diagnostics`
 * @throws Error on a model that cannot be read or does not fit the transitions, naming its inputs; RangeError on values that
 * are not finite
 */
export async function criticReport(
  file: string,
  transitions: Transitions,
  options: ReportOptions = {},
): Promise<CriticReport> {
  const { chunks, episodes, lambda, discount, reward } = transitions;
  const model = await openCritic(file, options);
  try {
    const roles = inputRoles(model.inputs, chunks[0], options.inputs);
    const views = modelViews(model, { roles, lambda, heads: options.heads });
    const traces = tracesOf(transitions);
    const chosen = probes.filter(({ name }) => CHOSEN.includes(name));
    const values = await measureProbes(chosen, views, traces);
    const layers = await layerReports(views, traces.states, model.layers, values);
    const grounded = groundedValues(episodes, await views.q(chunks), discount, reward);
    return {
      rows: chunks.length,
      episodes: endsOf(transitions),
      lambda,
      discount,
      reward,
      inputs: roles,
      values: model.values,
      grounding: groundingReport(values, qCalibration(grounded)),
      layers,
      discrimination: values.discrimination,
      qDifference: values.qDifference,
      residual: residualUse(chunks.reduce((sums, { residual }) => addUse(sums, residual), NO_USE)),
      scale: scaleOf(chunks, lambda),
      notes: reportNotes(transitions, layers),
    };
  } finally {
    await model.session.release();
  }
}

/** The transitions as probes look at a run's: its own episodes alone. */
function tracesOf(transitions: Transitions): Traces {
  const { episodes, chunks, lambda, discount, reward } = transitions;
  const none = { episodes: [], chunks: [] };
  return { base: none, own: { episodes, chunks }, ...lookedAt(transitions), lambda, discount, reward };
}

function endsOf({ episodes }: Transitions): CriticReport['episodes'] {
  const ends = episodes.map((trace) => trace.at(-1)?.end);
  const count = (end: (typeof ends)[number]) => ends.filter((other) => other === end).length;
  return { count: episodes.length, terminated: count('terminated'), truncated: count('truncated') };
}

function scaleOf(chunks: readonly LookedChunk[], lambda: number): ScaleMismatch {
  const matrix = (part: keyof LookedChunk) => ({
    shape: [chunks.length, chunks[0][part].length],
    data: Float32Array.from(chunks.flatMap((chunk) => Array.from(chunk[part]))),
  });
  return scaleMismatch(matrix('features'), matrix('base'), matrix('residual'), lambda);
}
