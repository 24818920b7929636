/** Started from the copy of the code that a sweep pinned: completes runs as that code makes them. */

import { completeRuns } from './completeRuns.js';
import type { RunRequest } from './runSpec.js';

/** A long answer takes its time: the channel is closed when it is through. */
const answer = (value: object) => process.send?.(value, () => process.disconnect());

process.once('message', async (requests: RunRequest[]) => {
  try {
    answer({ specs: await completeRuns(requests) });
  } catch (error) {
    answer({ error: (error as Error).message });
  }
});
