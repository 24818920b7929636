/** Started from the copy of the code that a sweep pinned: completes runs as that code makes them. */

import { readFileSync, writeFileSync } from 'node:fs';
import { ANSWER_DESCRIPTOR, type PinnedAnswer } from './askPinned.js';
import { completeRuns } from './completeRuns.js';
import type { RunRequest } from './runSpec.js';

async function answer(requests: readonly RunRequest[]): Promise<PinnedAnswer> {
  try {
    return { specs: await completeRuns(requests) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

const requests = JSON.parse(readFileSync(0, 'utf8')) as RunRequest[];
writeFileSync(ANSWER_DESCRIPTOR, JSON.stringify(await answer(requests)));
