/** An estimate with its interval: what every inferential function of this folder returns. */

/** A point estimate and the interval around it, at a stated level, by a stated method. */
export interface Interval {
  /** The statistic of the data themselves. */
  readonly estimate: number;
  /** Lower end; not clipped to the statistic's range, so that an interval that leaves it is seen. */
  readonly low: number;
  /** Upper end; not clipped either. */
  readonly high: number;
  /** Nominal coverage in (0, 1), for instance 0.95. */
  readonly level: number;
  /** How it was made, for instance `wilson`, `student`, `percentile bootstrap (10000)`. */
  readonly method: string;
}
