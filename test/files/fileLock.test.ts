import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { acquireLock, LockedError, lockHolder, processState, thisProcess } from '../../src/files/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const folder = temporaryFolder();
let count = 0;
const newFile = () => join(folder, String(count++), 'lock');

/** A process that has ended, as it named itself. */
function deadProcess() {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  return { ...thisProcess(), pid, since: 'then' };
}

describe('acquireLock', () => {
  it('lets one process in at a time, and says who that is', async () => {
    const file = newFile();
    const lock = await acquireLock(file);
    expect(lockHolder(file)).toMatchObject({ pid: process.pid, host: thisProcess().host });
    await expect(acquireLock(file)).rejects.toThrow(LockedError);
    await expect(acquireLock(file)).rejects.toThrow(`is in use by process ${process.pid} on`);
    lock.release();
    expect(existsSync(file)).toBe(false);
    (await acquireLock(file)).release();
  });

  it('takes over from a process that is gone', async () => {
    const file = newFile();
    (await acquireLock(file)).release();
    writeFileSync(file, `${JSON.stringify(deadProcess())}\n`);
    const lock = await acquireLock(file);
    expect(lockHolder(file)?.pid).toBe(process.pid);
    lock.release();
  });

  it('takes over from a process whose number another one has now', async () => {
    const file = newFile();
    (await acquireLock(file)).release();
    writeFileSync(file, `${JSON.stringify({ ...thisProcess(), born: '1', since: 'then' })}\n`);
    (await acquireLock(file)).release();
  });

  it('gives exactly one of many the lock that was left behind', async () => {
    const file = newFile();
    (await acquireLock(file)).release();
    writeFileSync(file, `${JSON.stringify(deadProcess())}\n`);
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(file)));
    const taken = results.filter((result) => result.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    taken[0].value.release();
  });

  it('does not remove a lock that is no longer its own', async () => {
    const file = newFile();
    const lock = await acquireLock(file);
    writeFileSync(`${file}.new`, 'of somebody else\n');
    renameSync(`${file}.new`, file);
    lock.release();
    expect(readFileSync(file, 'utf8')).toBe('of somebody else\n');
  });
});

describe('a lock of another machine', () => {
  const elsewhere = `${JSON.stringify({ ...thisProcess(), host: 'elsewhere', since: 'then' })}\n`;
  afterEach(() => void vi.useRealTimers());

  it('is respected while it grows, whatever the time of day jumps to', async () => {
    const file = newFile();
    (await acquireLock(file)).release();
    writeFileSync(file, elsewhere);
    vi.useFakeTimers({ toFake: ['Date'] });
    const beat = setInterval(() => {
      appendFileSync(file, '.');
      vi.setSystemTime(Date.now() + 1e9);
    }, 20);
    await expect(acquireLock(file, 400)).rejects.toThrow(/in use by process \d+ on elsewhere/);
    clearInterval(beat);
  });

  it('is taken over when it stands still', async () => {
    const file = newFile();
    (await acquireLock(file)).release();
    writeFileSync(file, elsewhere);
    const lock = await acquireLock(file, 100);
    expect(lockHolder(file)?.host).toBe(thisProcess().host);
    lock.release();
  });

  it('is taken over when its writing was cut off', async () => {
    const file = newFile();
    (await acquireLock(file)).release();
    writeFileSync(file, '');
    (await acquireLock(file, 100)).release();
  });
});

it('knows the living from the dead, and from those that it cannot ask', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  const self = thisProcess();
  const born = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')[19];
  const identity = { ...self, pid: child.pid!, born };
  expect(processState(self)).toBe('alive');
  expect(processState(identity)).toBe('alive');
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  expect(processState(identity)).toBe('dead');
  expect(processState({ ...self, host: 'elsewhere' })).toBe('elsewhere');
  expect(processState({ ...self, realm: 'before the reboot' })).toBe('elsewhere');
});
