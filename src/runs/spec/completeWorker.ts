/** Started from the copy of the code that a sweep pinned: completes runs as that code makes them. */

import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
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

// A long question comes in pieces: a read that does not wait for the next one would fail.
const requests = JSON.parse(await text(process.stdin)) as RunRequest[];
writeFileSync(ANSWER_DESCRIPTOR, JSON.stringify(await answer(requests)));
