/** A run that another process works on. */

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { acquireLock } from '../../../src/files/fileLock.js';
import { BUSY, executeRun, type PoolOptions, readManifest, runPool } from '../../../src/runs/index.js';
import { readRecords } from '../../../src/training/index.js';
import { temporaryFolder } from '../../notebook/notebooks.js';
import { spec } from '../specs.js';

const WORKER = fileURLToPath(new URL('../../../dist/runs/worker/runWorker.js', import.meta.url));
const folder = temporaryFolder();

it('a pool waits for whoever works on a run where it is told to, and takes the run then', async () => {
  const directory = join(folder, 'run');
  const done = await executeRun(spec(), directory);
  const order = { spec: spec(), directory };
  const lock = await acquireLock(join(directory, 'lock'));
  const [busy] = await runPool([{ label: 'busy', order }], { workers: 1, program: WORKER });
  expect(busy.code).toBe(BUSY);
  const records: unknown[] = [];
  const onMessage: PoolOptions['onMessage'] = (_, { record }) => void (record && records.push(record));
  const waiting = runPool([{ label: 'waits', order: { ...order, waits: true } }], {
    workers: 1,
    program: WORKER,
    onMessage,
  });
  const hasEnded = () => Promise.race([waiting.then(() => true), sleep(2_000, false)]);
  expect(await hasEnded()).toBe(false);
  lock.release();
  expect((await waiting)[0].code).toBe(0);
  expect(records).toEqual(readRecords(join(directory, 'metrics.jsonl')));
  expect(readManifest(directory)).toEqual(done);
});
