import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../../src/files/fileLock.js';
import { LockedError } from '../../../src/files/lockHolder.js';
import { executeRun, type RunManifest, readManifest, runStanding } from '../../../src/runs/index.js';
import { readRecords } from '../../../src/training/index.js';
import { temporaryFolder } from '../../notebook/notebooks.js';
import { spec, timeless } from '../specs.js';

const folder = temporaryFolder();
const whole = join(folder, 'whole');
const curve = (directory: string) => timeless(readRecords(join(directory, 'metrics.jsonl')));
let done: RunManifest;
let directory: string;
beforeAll(async () => {
  done = await executeRun(spec(), whole);
});
beforeEach(() => {
  directory = mkdtempSync(join(folder, 'run-'));
});

/** Executes the run where an earlier one lies; says how many rounds it trained. */
async function again(run = spec()) {
  let rounds = 0;
  const notices: string[] = [];
  const onNotice = (notice: string) => void notices.push(notice);
  const manifest = await executeRun(run, directory, { onNotice, onProgress: () => void rounds++ });
  return { manifest, rounds, notices };
}

describe('executeRun', () => {
  it('leaves a manifest that says what was run, with what, where, and what came out', () => {
    expect(done).toMatchObject({
      spec: spec(),
      status: 'completed',
      streams: ['init', 'replay', 'exploration', 'env'],
    });
    expect(done).toEqual(readManifest(whole));
    expect(done.attempts).toHaveLength(1);
    expect(done.inputs).toEqual({ 'data/policies/gantry-peg-diffusion.safetensors': spec().base.sha256 });
    expect(Object.keys(done.outputs)).toEqual(['metrics.jsonl', 'checkpoint.safetensors']);
    expect(runStanding(whole).state).toBe('completed');
  });

  it('does nothing when the run is done', async () => {
    cpSync(whole, directory, { recursive: true });
    expect(await again()).toEqual({ manifest: done, rounds: 0, notices: [] });
  });

  it('goes on where an interrupted run stopped, to the same curve', async () => {
    const controller = new AbortController();
    const onProgress = ({ done: chunks }: { done: number }) => void (chunks >= 40 && controller.abort());
    const first = await executeRun(spec(), directory, { signal: controller.signal, onProgress });
    expect(first.status).toBe('interrupted');
    expect(runStanding(directory).state).toBe('stopped');
    const { manifest, rounds } = await again();
    expect(manifest).toMatchObject({ status: 'completed', attempts: [{}, {}] });
    expect(rounds).toBe((96 - 40) / 8);
    expect(curve(directory)).toEqual(curve(whole));
  });

  it.each([
    ['metrics.jsonl', 0],
    ['checkpoint.safetensors', 2],
  ])('makes good %s when it changed after the end', async (file, rounds) => {
    cpSync(whole, directory, { recursive: true });
    const bytes = readFileSync(join(directory, file));
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(join(directory, file), bytes);
    const result = await again();
    expect(result.rounds).toBe(rounds);
    expect(result.manifest.attempts[1].notices).toEqual(result.notices);
    expect(result.notices.join('\n')).toContain(`${file} changed after the run had ended`);
    expect(result.notices.join('\n')).toMatch(/set aside as .*damaged-1/);
    expect(curve(directory)).toEqual(curve(whole));
  });

  it('sets a damaged manifest aside, and finds the run complete by its files', async () => {
    cpSync(whole, directory, { recursive: true });
    const file = join(directory, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"seed": 1', '"seed": 3'));
    expect(runStanding(directory).state).toBe('stopped');
    const { manifest, rounds, notices } = await again();
    expect([manifest.status, rounds]).toEqual(['completed', 0]);
    expect(notices[0]).toMatch(/manifest of .* is damaged and set aside/);
  });

  it('refuses a directory of another run, and one that is being worked on', async () => {
    cpSync(whole, directory, { recursive: true });
    await expect(again(spec({ seed: 2 }))).rejects.toThrow(
      /holds another run, gantry-peg dawn seed 1:\n {2}seed: 1 there, 2 here\nUse another directory/,
    );
    const lock = await acquireLock(join(directory, 'lock'));
    expect(runStanding(directory).state).toBe('running');
    await expect(again()).rejects.toThrow(LockedError);
    lock.release();
    expect(readManifest(directory)).toEqual(done);
  });

  it('refuses to mix the curves of two versions of the code', async () => {
    await executeRun(spec({ numerics: 'other' }), directory).catch(() => undefined);
    await expect(again()).rejects.toThrow(
      /the same run, made with other numerical code:\n {2}numerics .*: other there, [0-9a-f]{16} here/,
    );
  });

  it('refuses code and base policies other than those that the run was planned with', async () => {
    await expect(again(spec({ numerics: 'other' }))).rejects.toThrow(
      /was planned as another run .*\n {2}numerics .*: other there, [0-9a-f]{16} here\n/,
    );
    directory = mkdtempSync(join(folder, 'run-'));
    await expect(again(spec({ base: { kind: 'diffusion', sha256: 'other' } }))).rejects.toThrow(
      /diffusion\.safetensors is not the one/,
    );
  });

  it('notes why a run failed, and tries it again when it is called again', async () => {
    const strange = spec({ agent: 'dwan' });
    await expect(again(strange)).rejects.toThrow(/no agent 'dwan'/);
    expect(runStanding(directory)).toMatchObject({
      state: 'failed',
      manifest: { error: expect.stringMatching(/dwan/) },
    });
    await expect(again(strange)).rejects.toThrow(/no agent 'dwan'/);
    rmSync(directory, { recursive: true });
    mkdirSync(directory);
  });
});
