/** What an agent is: a learning rule with its settings, a warmup and a gate. */

import type { Algorithm, AlgorithmSettings } from '../algorithms/index.js';
import type { ResidualSacSettings } from '../algorithms/residualSac/index.js';
import type { ExplorationGate } from '../residual/index.js';
import type { ExplicitWarmup, Warmup } from '../warmup/index.js';
import type { AgentChoices, OwnPart } from './choices.js';

/** A residual agent as a plain value; change a field to change a hypothesis. */
export interface Agent<Settings extends AlgorithmSettings = ResidualSacSettings> {
  /** For tables, figures and records. */
  readonly name: string;
  /** How it learns and acts. */
  readonly algorithm: Algorithm<Settings>;
  /** Networks, target, losses, learning rates. */
  readonly settings: Settings;
  /** What fills the replay before the first update. */
  readonly warmup: Warmup;
  /** Updates on that data before the residual acts; none by default. */
  readonly explicit?: ExplicitWarmup;
  /** When the residual may act, once learning has started. */
  readonly gate: ExplorationGate;
}

/** An agent with whatever learning rule: all that training knows. */
export type AnyAgent = Agent<AlgorithmSettings>;

/** The half of an agent that acts. */
export type Acting = Pick<AnyAgent, 'algorithm' | 'settings'>;

/** The knobs that a task sets for every agent alike, and the choices that make a variation. */
export interface AgentKnobs extends AgentChoices {
  /** Bound λ of the residual, as a fraction of the action range's half-width. */
  readonly lambda: number;
  /** Discount γ per chunk. */
  readonly discount: number;
  /** Units per hidden layer of actor and critics. */
  readonly width: number;
  readonly actorLearningRate: number;
  readonly criticLearningRate: number;
  readonly temperatureLearningRate: number;
  /** DAWN's M: base-policy chunk transitions before the first update. */
  readonly warmupChunks: number;
  /** Chunk transitions before the first update of the agents without an anchor. */
  readonly learningStartsChunks: number;
  /** Policy Decorator's H: chunk transitions until the residual always acts. */
  readonly gateHorizonChunks: number;
  /** α before the first update; the agent's own by default. */
  readonly initialTemperature?: number;
  /** σ or ε of a noisy warmup, in units of the unscaled residual or as a probability. */
  readonly warmupNoise?: number;
  /** σ₀ of the actor before squashing; e⁻⁹ by default. */
  readonly initialStandardDeviation?: number;
  /** Chunks whose rewards a target sums before it backs a value up; the agent's own by default. */
  readonly nStep?: number;
  /** K of an explicit warmup; none by default. */
  readonly explicitUpdates?: number;
  /** When the residual may act, a gate of the reader's own; the agent's own by default. */
  readonly gate?: OwnPart<'gate'>;
}
