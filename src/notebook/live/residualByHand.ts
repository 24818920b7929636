/** A residual that a reader writes by hand, in the place of a learned one. */

import type { EnvSpec } from '../../environments/index.js';
import type { EvaluationPolicy } from '../../training/index.js';

/**
 * A hand-written rule: from what the peg (or whatever moves) is seen to do to an unscaled residual u.
 *
 * `see` holds the latest observation by name, in metres, radians and seconds; the result has one entry per action
 * dimension, and what lies outside [−1, 1] is clipped, as a tanh would bound it.
 */
export type ResidualRule = (see: Readonly<Record<string, number>>) => readonly number[];

/** Where a rule acts: the sizes of its environment. */
export interface RulePlace {
  readonly spec: EnvSpec;
  /** Primitive actions per chunk; the rule's residual is the same in all of them. */
  readonly executeSteps: number;
}

/**
 * Makes a rule act like a trained residual: `a = a_base + λ · u`, u decided once per chunk.
 *
 * @param place the environment, for instance from `openTask`
 * @param lambda bound λ
 * @param rule the rule
 * @returns the residual for `evaluate` and `watchEpisodes`
 * @example
 * const push = residualByHand(env, 0.2, () => [0, 1, 0, 0, 0, 0]);
 */
export function residualByHand(
  place: RulePlace,
  lambda: number,
  rule: ResidualRule,
): NonNullable<EvaluationPolicy['residual']> {
  const { spec, executeSteps } = place;
  const { stateFeatures, actionDim, obsNames } = spec;
  // What an agent sees has the task-scale features behind the state's.
  const width = stateFeatures.length + spec.taskFeatures.length;
  const residuals = async (_actor: unknown, features: Float32Array) => {
    const rows = features.length / width;
    const out = new Float32Array(rows * executeSteps * actionDim);
    for (let row = 0; row < rows; row++) {
      const see = Object.fromEntries(
        stateFeatures.map(({ index, scale, offset }, i) => [
          obsNames[index],
          features[row * width + i] * scale + offset,
        ]),
      );
      const u = checkedResidual(rule(see), actionDim);
      for (let step = 0; step < executeSteps; step++) out.set(u, (row * executeSteps + step) * actionDim);
    }
    return out;
  };
  return { policy: { residuals, dispose: async () => undefined }, actor: {}, lambda };
}

function checkedResidual(u: readonly number[], actionDim: number): number[] {
  if (!Array.isArray(u) || u.length !== actionDim || !u.every(Number.isFinite))
    throw new RangeError(`A residual here is a list of ${actionDim} finite numbers, got ${JSON.stringify(u)}.`);
  return u.map((value) => Math.max(-1, Math.min(1, value)));
}
