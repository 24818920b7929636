/** The three axes of a residual agent's training. */

/** Chunk transitions, primitive steps and gradient updates are never the same number: say which one an axis shows. */
export interface Counters {
  /** Chunk transitions collected. */
  readonly chunks: number;
  /** Primitive environment steps executed. */
  readonly primitiveSteps: number;
  /** Gradient updates taken. */
  readonly updates: number;
}
