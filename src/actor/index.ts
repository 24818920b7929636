/** The residual actor and its entropy temperature. */

export { type ActorOptions, actorDistribution, actorInit, sampleResidual } from './tanhGaussianActor.js';
export { temperatureGradient } from './temperature.js';
