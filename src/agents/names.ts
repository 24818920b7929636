/**
 * Names that runs are planned with: light enough to answer before the numerics are loaded.
 *
 * @outsideNumerics an agent counts by what it computes
 */

/** Every agent of the registry. */
export const AGENT_NAMES = ['dawn', 'policyDecorator', 'vanilla', 'resfit'] as const;

/** The agents that the paper compares: what is recorded unless others are asked for. */
export const PAPER_AGENTS = ['dawn', 'policyDecorator', 'vanilla'] as const satisfies readonly AgentName[];

/** One of {@link AGENT_NAMES}. */
export type AgentName = (typeof AGENT_NAMES)[number];

/** Agents that begin with an anchor of base-policy transitions, `warmupChunks` of them; others wait for `learningStartsChunks`. */
export const ANCHORED: readonly AgentName[] = ['dawn'];

/** What a knob can choose by name, so that a variation of an agent is plain data. */
export const CHOICES = {
  /** What the critic's layers are normalized by. */
  normalizer: ['none', 'layerNorm', 'rmsNorm', 'batchNorm', 'weightNorm', 'spectralNorm', 'hyperspherical'],
  /** Three hidden layers, or two residual blocks with an inner width of four times the outer one. */
  criticForm: ['mlp', 'blocks'],
  /** What the critic's outputs mean. */
  valueHead: ['scalar', 'c51', 'hlGauss', 'quantiles'],
  /** What the critic sees of the action. */
  criticInput: ['sum', 'residual', 'concat', 'scaledSum'],
  /** What the actor sees: features, these and the base chunk, or as many entries with zeros in the chunk's place. */
  actorInput: ['obs', 'obsBase', 'obsMasked'],
  /** How a picture is seen: by the base policy's encoder as it is, or by a small CNN that the critics train. */
  encoder: ['frozen', 'cnn'],
  /** The lower of two critics, or ten of which a target takes the lower of two at random. */
  ensemble: ['twin', 'random'],
  /** With the entropy term, or without it. */
  target: ['soft', 'hard'],
  /** What acts before the first update. */
  warmup: ['baseOnly', 'actor', 'randomResidual', 'gaussian', 'epsilonGreedy', 'trajectoryConsistent'],
  /** What the critics regress on during an explicit warmup. */
  explicitTarget: ['soft', 'hard'],
  /** What else an explicit warmup trains. */
  explicitActor: ['frozen', 'trained'],
  explicitTemperature: ['tuned', 'fixed'],
} as const;

/** Choices by name; what is left out is the agent's own. */
export type AgentChoices = {
  readonly [Choice in keyof typeof CHOICES]?: (typeof CHOICES)[Choice][number];
};
