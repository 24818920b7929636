/** The random streams of a run, by name. */

import type { RandomStream } from '../random/index.js';

/** The streams that a run advances; `init` is used up when it begins. */
export const STREAMS = ['replay', 'exploration', 'env'] as const;
/** Every stream that a run's seed drives, for its manifest. */
export const RUN_STREAMS: readonly string[] = ['init', ...STREAMS];
/** A run's streams by name. */
export type Streams = Record<(typeof STREAMS)[number], RandomStream>;
