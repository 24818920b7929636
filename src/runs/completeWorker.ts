/** Started from the copy of the code that a sweep pinned: completes runs as that code makes them. */

import { completeRuns } from './completeRuns.js';
import type { RunRequest } from './runSpec.js';

process.once('message', async (requests: RunRequest[]) => {
  try {
    process.send?.({ specs: await completeRuns(requests) });
  } catch (error) {
    process.send?.({ error: (error as Error).message });
  }
  process.disconnect();
});
