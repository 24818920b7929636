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
import { groundedValues, type LookedChunk, measureProbes, type ProbeValues, probes } from '../training/index.js';
import { inputRoles } from './inputRoles.js';
import { layerReports } from './layerReports.js';
import { lookedAt, STATES } from './lookedAt.js';
import { type Heads, modelViews } from './modelViews.js';
import { type ModelChoice, openCritic } from './onnxModel.js';
import type { CriticReport, GroundingReport, LayerReport } from './report.js';
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

function notesOf(transitions: Transitions, layers: readonly LayerReport[]): string[] {
  const { chunks, alternatives, notes } = transitions;
  const wide = layers.some(({ units }) => units > STATES);
  const other = alternatives
    ? `the ${alternatives.length} alternatives of the file`
    : 'residuals uniform in [−1, 1], the same for every critic';
  return [
    ...notes,
    `Sensitivity and discrimination move ${STATES} states by ${other}.`,
    ...(chunks.length < STATES
      ? [`There are ${chunks.length} rows: states are repeated, and ranks cannot exceed that number.`]
      : []),
    ...(wide
      ? [`Ranks of layers of more than ${STATES} units are of ${STATES} states, and cannot exceed that number.`]
      : []),
    ...(layers.length === 0
      ? ['No hidden layer was found on the way to the value. Name their tensors with --layers.']
      : []),
  ];
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
    const { states, moved } = lookedAt(transitions);
    const none = { episodes: [], chunks: [] };
    const traces = { base: none, own: { episodes, chunks }, states, moved, lambda, discount, reward };
    const values = await measureProbes(
      probes.filter(({ name }) => CHOSEN.includes(name)),
      views,
      traces,
    );
    const layers = await layerReports(views, states, model.layers, values);
    const grounded = groundedValues(episodes, await views.q(chunks), discount, reward);
    const ends = episodes.map((trace) => trace.at(-1)?.end);
    return {
      rows: chunks.length,
      episodes: {
        count: episodes.length,
        terminated: ends.filter((end) => end === 'terminated').length,
        truncated: ends.filter((end) => end === 'truncated').length,
      },
      ...{ lambda, discount, reward, inputs: roles, values: model.values },
      grounding: groundingReport(values, qCalibration(grounded)),
      layers,
      discrimination: values.discrimination,
      qDifference: values.qDifference,
      residual: residualUse(chunks.reduce((sums, { residual }) => addUse(sums, residual), NO_USE)),
      scale: scaleOf(chunks, lambda),
      notes: notesOf(transitions, layers),
    };
  } finally {
    await model.session.release();
  }
}

function scaleOf(chunks: readonly LookedChunk[], lambda: number): ScaleMismatch {
  const matrix = (part: keyof LookedChunk) => ({
    shape: [chunks.length, chunks[0][part].length],
    data: Float32Array.from(chunks.flatMap((chunk) => Array.from(chunk[part]))),
  });
  return scaleMismatch(matrix('features'), matrix('base'), matrix('residual'), lambda);
}
