/** The residual actor: a squashed Gaussian that starts near zero with hardly any variance. */

import type { ArrayTree } from '../arrays/index.js';
import { type DenseTensors, dense, denseInit, orthogonalInit, type TensorTree, tf } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';

/** Form of the actor. */
export interface ActorOptions {
  /** Units per hidden layer. */
  readonly width: number;
  /** Hidden layers. */
  readonly depth: number;
  /** Gain of both heads' orthogonal initialisation. Default 0.01. */
  readonly headGain?: number;
  /** σ₀ before squashing, where the head's weights add nothing. Default e⁻⁹ ≈ 1.2·10⁻⁴, that of a bias of 0. */
  readonly initialStandardDeviation?: number;
}

/** log σ = LOWEST + ½ (HIGHEST − LOWEST)(tanh(raw) + 1), as in CleanRL and Policy Decorator's code. */
const LOWEST_LOG_STD = -20;
const HIGHEST_LOG_STD = 2;
const HALF_RANGE = (HIGHEST_LOG_STD - LOWEST_LOG_STD) / 2;

/** The bias of the log-std head at which log σ is what is asked for. */
function logStdBias(standardDeviation: number): number {
  const share = (Math.log(standardDeviation) - LOWEST_LOG_STD) / HALF_RANGE - 1;
  if (!(Math.abs(share) < 1))
    throw new RangeError(
      `actor: σ₀ must lie between e^${LOWEST_LOG_STD} and e^${HIGHEST_LOG_STD}, got ${standardDeviation}.`,
    );
  return Math.atanh(share);
}

/**
 * Fresh actor parameters.
 *
 * @param stream random stream
 * @param featureDim entries of the feature vector
 * @param chunkDim entries of the residual chunk
 * @param options form of the network
 * @returns hidden layers and two heads, `mean` and `logStd`
 * @throws RangeError on a σ₀ that the heads cannot express
 */
export function actorInit(
  stream: RandomStream,
  featureDim: number,
  chunkDim: number,
  options: ActorOptions,
): ArrayTree {
  const { width, depth, headGain = 0.01, initialStandardDeviation } = options;
  const layers: Record<string, ArrayTree> = {};
  for (let i = 0; i < depth; i++) layers[`layer${i}`] = denseInit(stream, i === 0 ? featureDim : width, width);
  const mean = orthogonalInit(stream, width, chunkDim, headGain);
  const logStd = orthogonalInit(stream, width, chunkDim, headGain);
  if (initialStandardDeviation !== undefined) logStd.b.data.fill(logStdBias(initialStandardDeviation));
  return { ...layers, mean, logStd };
}

/**
 * Mean and log standard deviation before squashing.
 *
 * @param params actor parameters
 * @param features [batch, featureDim]
 * @returns `mean` and `logStd`, each [batch, chunkDim]
 */
export function actorDistribution(params: TensorTree, features: tf.Tensor): { mean: tf.Tensor; logStd: tf.Tensor } {
  let h = features;
  for (let i = 0; params[`layer${i}`]; i++) h = tf.relu(dense(params[`layer${i}`] as DenseTensors, h));
  const raw = tf.tanh(dense(params.logStd as DenseTensors, h));
  return {
    mean: dense(params.mean as DenseTensors, h),
    logStd: tf.add(tf.mul(raw, HALF_RANGE), LOWEST_LOG_STD + HALF_RANGE),
  };
}

/**
 * A reparametrised sample u = tanh(μ + σ ε) and its log-density.
 *
 * log π(u) = Σ_d [ −½ ε² − log σ − ½ log 2π − log(1 − u²) ], with log(1 − u²) = 2 (log 2 − x − softplus(−2x)), x = μ + σ ε.
 *
 * @param params actor parameters
 * @param features [batch, featureDim]
 * @param noise standard normal ε, [batch, chunkDim]; 0 gives the deterministic residual tanh(μ)
 * @returns `residual` u in [−1, 1], [batch, chunkDim], and `logPi` [batch, 1] in nats, of unscaled residuals
 */
export function sampleResidual(
  params: TensorTree,
  features: tf.Tensor,
  noise: tf.Tensor,
): { residual: tf.Tensor; logPi: tf.Tensor } {
  const { mean, logStd } = actorDistribution(params, features);
  const x = tf.add(mean, tf.mul(tf.exp(logStd), noise));
  const logOneMinusSquare = tf.mul(2, tf.sub(Math.LN2, tf.add(x, tf.softplus(tf.mul(x, -2)))));
  const logNormal = tf.sub(tf.mul(tf.square(noise), -0.5), tf.add(logStd, 0.5 * Math.log(2 * Math.PI)));
  return { residual: tf.tanh(x), logPi: tf.sum(tf.sub(logNormal, logOneMinusSquare), 1, true) };
}
