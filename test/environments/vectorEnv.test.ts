import { describe, expect, it } from 'vitest';
import { createLocalVectorEnv, createWorkerVectorEnv } from '../../src/environments/index.js';
import { startSlotWorker } from '../../src/environments/slotWorker.js';
import { vectorEnvContract } from '../contracts/vectorEnv.js';

vectorEnvContract('the local vector', (sizes) => createLocalVectorEnv('gantry-peg', sizes));
vectorEnvContract('the vector over two workers', (sizes) =>
  createWorkerVectorEnv('gantry-peg', { ...sizes, workers: 2 }),
);

describe('createWorkerVectorEnv', () => {
  const sizes = { slots: 2, obsHorizon: 1, executeSteps: 2 };

  it('restores what the local vector saved, and the reverse', async () => {
    const local = await createLocalVectorEnv('gantry-peg', sizes);
    const remote = await createWorkerVectorEnv('gantry-peg', { ...sizes, workers: 2 });
    for (const slot of [0, 1]) await local.reset(slot, 9 + slot);
    const push = new Float32Array(2 * 2 * 6).fill(0.3);
    await local.stepChunks([0, 1], push);
    await remote.restore(await local.snapshot());
    expect(remote.obsStacks).toEqual(local.obsStacks);
    expect(await remote.stepChunks([1, 0], push)).toEqual(await local.stepChunks([1, 0], push));
    await local.restore(await remote.snapshot());
    expect(await remote.stepChunks([0, 1], push)).toEqual(await local.stepChunks([0, 1], push));
    await Promise.all([local.close(), remote.close()]);
  });

  it('passes on a worker error and works on; after closing it says so', async () => {
    const remote = await createWorkerVectorEnv('gantry-peg', { ...sizes, workers: 1 });
    await expect(remote.stepChunks([0], new Float32Array(12))).rejects.toThrow(/worker 1.*reset\(seed\)/);
    expect(await remote.reset(0, 1)).toHaveLength(20);
    await remote.close();
    await expect(remote.reset(0, 1)).rejects.toThrow(/closed/);
  });

  it('says which worker crashed, and why', async () => {
    const layout = { rows: 1, stackDim: 20, chunkDim: 12 };
    const started = startSlotWorker('no-such-task', { ...sizes, slots: 1 }, layout, 'Environment worker 1');
    await expect(started).rejects.toThrow(/worker 1 crashed.*no-such-task/);
  });

  it('refuses impossible numbers of workers and unknown tasks', async () => {
    await expect(createWorkerVectorEnv('gantry-peg', { ...sizes, workers: 3 })).rejects.toThrow(RangeError);
    await expect(createWorkerVectorEnv('no-such-task', { ...sizes, workers: 1 })).rejects.toThrow(/gantry-peg/);
  });
});
