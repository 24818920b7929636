/** How a committed base policy is made: `dawnlab train-base --task … --kind …` alone makes it again. */

/** What a task changes in a kind's defaults. */
export interface BaseRecipe {
  /** Demonstrations: the lever that sets how good the base policy is. */
  readonly demos?: number;
  /** Gradient updates. */
  readonly steps?: number;
  /** Whether each action dimension is scaled to span [−1, 1]. */
  readonly normalizeActions?: boolean;
  /** Whether the policy also sees the features at the task's own scale; the normalized state alone otherwise. */
  readonly taskFeatures?: boolean;
  /** Sizes and choices of the model that differ from the kind's. */
  readonly model?: Readonly<Record<string, unknown>>;
}
