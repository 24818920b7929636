/** Started from the copy of the code that a sweep pinned: completes runs as that code makes them, and keeps the reader's own parts. */

import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { keepPart } from '../../parts/index.js';
import { ANSWER_DESCRIPTOR, type PinnedAnswer } from './askPinned.js';
import { completeRuns } from './completeRuns.js';
import { type AskedRun, nameRuns, runReferences } from './nameRun.js';

async function answer(asked: readonly AskedRun[]): Promise<PinnedAnswer> {
  try {
    const specs = await completeRuns(await nameRuns(asked));
    // The copy has the reader's parts from now on, whatever becomes of their files.
    for (const reference of new Set(specs.flatMap(runReferences))) await keepPart(reference);
    return { specs };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

// A long question comes in pieces: a read that does not wait for the next one would fail.
const asked = JSON.parse(await text(process.stdin)) as AskedRun[];
writeFileSync(ANSWER_DESCRIPTOR, JSON.stringify(await answer(asked)));
