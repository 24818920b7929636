/** The residual actor and its entropy temperature. */

export { tanhActorInit, tanhResidual } from './tanhActor.js';
export { type ActorOptions, actorDistribution, actorInit, sampleResidual } from './tanhGaussianActor.js';
export { temperatureGradient } from './temperature.js';
