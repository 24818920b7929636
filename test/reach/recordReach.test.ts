import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureLine, measurePasses, readReach, recordReach } from '../../src/reach/index.js';
import { HELD_OUT_SEED, outcomeText } from '../../src/rollouts/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const folder = temporaryFolder();
const task = 'gantry-peg';
const asked = (file: string) => ({
  baseKind: 'cloning',
  episodes: 3,
  starts: 2,
  attempts: 2,
  command: 'dawnlab reach …',
  file: join(folder, file),
  lines: [{ name: 'base' }, { name: 'oracle', lambda: 0.2 }] as const,
});

describe('recordReach', () => {
  it('keeps every outcome, on the held-out episodes', async () => {
    const reach = await recordReach(task, asked('whole.json'));
    const own = { baseKind: 'cloning', episodes: 3 };
    const [base, oracle] = [
      await measureLine(task, { name: 'base' }, own),
      await measureLine(task, { name: 'oracle', lambda: 0.2 }, own),
    ].map(({ succeeded }) => outcomeText(succeeded));
    expect(reach).toMatchObject({ task, firstSeed: HELD_OUT_SEED, base: { kind: 'cloning' } });
    expect(reach.lines).toEqual([
      { name: 'base', outcomes: base },
      { name: 'oracle', lambda: 0.2, outcomes: oracle },
    ]);
    const counts = await measurePasses(task, { baseKind: 'cloning', episodes: 2, attempts: 2 });
    expect(reach.passes).toEqual({ attempts: 2, counts });
    expect(JSON.parse(readFileSync(asked('whole.json').file, 'utf8'))).toEqual(reach);
  });

  it('measures what is missing alone, and more where more is asked for', async () => {
    const first = { ...asked('more.json'), lines: [{ name: 'base' }] as const, starts: 0 };
    await recordReach(task, first);
    const measured: string[] = [];
    const onMeasured = (what: string) => measured.push(what);
    await recordReach(task, { ...asked('more.json'), starts: 0, onMeasured });
    expect(measured).toEqual(['oracle 0.2']);
    const { lines } = await recordReach(task, { ...first, episodes: 4, onMeasured });
    expect(measured).toEqual(['oracle 0.2', 'base']);
    expect(lines.find(({ name }) => name === 'base')?.outcomes).toHaveLength(4);
    expect(lines).toHaveLength(2);
  });

  it('begins anew over another base policy, and says what to do about a damaged file', async () => {
    const options = { ...asked('other.json'), lines: [{ name: 'base' }] as const, starts: 0 };
    const { base } = await recordReach(task, options);
    const other = JSON.parse(readFileSync(options.file, 'utf8'));
    writeFileSync(options.file, JSON.stringify({ ...other, base: { ...base, sha256: 'another' } }));
    expect((await recordReach(task, { ...options, episodes: 2 })).lines[0].outcomes).toHaveLength(2);
    writeFileSync(options.file, '{');
    await expect(recordReach(task, options)).rejects.toThrow(/is no file of reach lines: it is cut off/);
  });
});

describe('readReach', () => {
  it('names the command that measures what is missing', () => {
    expect(() => readReach('gantry-peg', 'cloning-none')).toThrow(
      /is not measured. Measure it: dawnlab reach --task gantry-peg --kind cloning-none/,
    );
  });
});
