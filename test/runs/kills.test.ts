import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../notebook/notebooks.js';
import { killParents, killRuns } from './kills.js';
import { SHORT } from './specs.js';
import { collectHash, dawnlab, planShort } from './sweeps.js';

/** How many kills: few in the ordinary tests, `DAWNLAB_KILLS=200 npm test -- test/runs/kills.test.ts` for the full number. */
const KILLS = Number(process.env.DAWNLAB_KILLS ?? 6);
/** Milliseconds, a little more than a run takes. */
const LONGEST = 4_000;

const folder = temporaryFolder();

function finish(planFile: string): string {
  expect(dawnlab(['sweep', 'run', planFile])).toMatchObject({ status: 0, stderr: '' });
  return collectHash(planFile);
}

it('killed at random instants, runs leave no damage, lose less than a checkpoint interval, and end the same', async () => {
  const calm = finish(planShort(join(folder, 'calm')));
  const planFile = planShort(join(folder, 'killed'));
  const { killed, missed, worstLoss, faults } = await killRuns(planFile, KILLS, LONGEST);
  console.log(
    JSON.stringify({ kills: killed, endedBefore: missed, worstLossInChunks: worstLoss, faults: faults.length }),
  );
  expect(faults).toEqual([]);
  // The round that ends an interval is counted before its checkpoint is written.
  expect(worstLoss).toBeLessThanOrEqual(SHORT.checkpointEvery);
  expect(finish(planFile)).toBe(calm);
}, 3_600_000);

it('killed with its parent, a sweep goes on to the same end', async () => {
  const calm = finish(planShort(join(folder, 'calm-parent')));
  const planFile = planShort(join(folder, 'orphaned'));
  expect(await killParents(planFile, Math.ceil(KILLS / 4), LONGEST)).toEqual([]);
  expect(finish(planFile)).toBe(calm);
}, 3_600_000);
