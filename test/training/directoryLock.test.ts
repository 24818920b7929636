import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { LockedError } from '../../src/files/lockHolder.js';
import { thisProcess } from '../../src/files/processIdentity.js';
import { taskPreset } from '../../src/tasks/index.js';
import { readRecords, type TrainOptions, train } from '../../src/training/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const folder = temporaryFolder();
const options = (name: string, over: Partial<TrainOptions> = {}): TrainOptions => ({
  task: 'gantry-peg',
  agent: createAgent('dawn', { ...knobs, warmupChunks: 8 }),
  schedule: { ...schedule, batchSize: 8, totalChunks: 16, evaluateEvery: 16, checkpointEvery: 16 },
  seed: 1,
  directory: join(folder, name),
  ...over,
});
const lockOf = (name: string) => join(folder, name, 'training.lock');

describe('a directory that is trained in', () => {
  it('is refused to a second training, and each record is there once', async () => {
    const [first, second] = await Promise.allSettled([train(options('two')), train(options('two'))]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(LockedError) });
    expect(String((second as PromiseRejectedResult).reason)).toMatch(/two is in use by process \d+ on .* Wait until/);
    const points = readRecords(join(folder, 'two', 'metrics.jsonl')).flatMap((record) =>
      record.kind === 'evaluation' && record.policy === 'agent' ? [record.chunks] : [],
    );
    expect(points).toEqual([0, 16]);
    expect(existsSync(lockOf('two'))).toBe(false);
  });

  it('is free again after an interruption, an error and a refusal', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const stopped = await train(options('free', { signal: controller.signal, onProgress }));
    expect(stopped.status).toBe('interrupted');
    expect(existsSync(lockOf('free'))).toBe(false);
    const fail = () => {
      throw new Error('of a listener');
    };
    await expect(train(options('free', { onProgress: fail }))).rejects.toThrow('of a listener');
    await expect(train(options('free', { seed: 2 }))).rejects.toThrow(/another run/);
    expect(existsSync(lockOf('free'))).toBe(false);
    expect((await train(options('free'))).status).toBe('completed');
  });

  it('is taken over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    mkdirSync(join(folder, 'left'));
    writeFileSync(lockOf('left'), `${JSON.stringify({ ...thisProcess(), pid, since: 'then' })}\n`);
    expect((await train(options('left'))).status).toBe('completed');
    expect(existsSync(lockOf('left'))).toBe(false);
  });

  it('is not locked for a run that cannot be meant', async () => {
    await expect(train(options('never', { seed: -1 }))).rejects.toThrow(RangeError);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it('keeps the lock of whoever has taken it over', async () => {
    const onProgress = () => {
      writeFileSync(`${lockOf('lost')}.new`, 'of another process\n');
      renameSync(`${lockOf('lost')}.new`, lockOf('lost'));
    };
    await train(options('lost', { onProgress }));
    expect(existsSync(lockOf('lost'))).toBe(true);
  });
});
