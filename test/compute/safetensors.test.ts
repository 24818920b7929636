import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../src/compute/atomicFile.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/compute/safetensors.js';

const golden = new Uint8Array(readFileSync(new URL('../golden/safetensors.safetensors', import.meta.url)));

/** A file from a header, for making wrong ones. */
function fileOf(header: unknown, dataBytes: number): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file;
}

describe('decodeSafetensors', () => {
  it('reads what the reference library wrote', () => {
    const { tree, doubles, metadata } = decodeSafetensors(golden);
    expect(tree).toEqual({
      actor: {
        w0: { shape: [2, 3], data: new Float32Array([0, 0.25, 0.5, 0.75, 1, 1.25]) },
        b0: { shape: [3], data: new Float32Array([-1.5, 1e-30, 3e30]) },
      },
      count: { shape: [], data: new Int32Array([-7]) },
      empty: { shape: [0, 4], data: new Float32Array(0) },
    });
    expect(doubles).toEqual({ snapshot: new Float64Array([Math.PI, -1e-300]) });
    expect(metadata).toEqual({ command: 'made by the reference library', unicode: 'λ ≤ 0.2' });
  });

  it('copies out of a Buffer, whose own slice() would share memory', () => {
    const buffer = Buffer.from(golden);
    const contents = decodeSafetensors(buffer);
    buffer.fill(0);
    expect(contents).toEqual(decodeSafetensors(golden));
  });

  it('reads from the middle of a larger, unaligned buffer', () => {
    const larger = new Uint8Array(golden.length + 5);
    larger.set(golden, 3);
    expect(decodeSafetensors(larger.subarray(3, 3 + golden.length))).toEqual(decodeSafetensors(golden));
  });

  it.each([
    ['empty file', new Uint8Array(0), /got 0 bytes/],
    ['truncated header', golden.subarray(0, 50), /the header should take/],
    ['truncated data', golden.subarray(0, golden.length - 4), /the data has/],
    ['trailing bytes', Uint8Array.from([...golden, 0, 0]), /the tensors take/],
    ['no JSON', fileOf('hello', 0), /no JSON \(it begins "hello"\)/],
    [
      'wrong size',
      fileOf({ a: { dtype: 'F32', shape: [3], data_offsets: [0, 8] } }, 8),
      /a of shape \[3\] needs 12 bytes/,
    ],
    ['backward range', fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [8, 4] } }, 8), /bytes 8 to 4/],
    ['no range', fileOf({ a: { dtype: 'F32', shape: [1] } }, 4), /lacks its shape or its byte range/],
    ['other type', fileOf({ a: { dtype: 'BF16', shape: [1], data_offsets: [0, 2] } }, 2), /type BF16/],
  ])('says what is wrong: %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });
});

describe('encodeSafetensors', () => {
  it('is inverted by decodeSafetensors, bit for bit, with the data aligned to 8 bytes', () => {
    const tree = {
      q: { w: { shape: [2, 1], data: new Float32Array([0.1, Number.NaN]) } },
      n: { shape: [2], data: new Int32Array([-1, 2 ** 31 - 1]) },
    };
    const doubles = { time: new Float64Array([0.1 + 0.2]) };
    const bytes = encodeSafetensors(tree, { why: 'a test' }, doubles);
    expect(decodeSafetensors(bytes)).toEqual({ tree, doubles, metadata: { why: 'a test' } });
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });

  it('refuses an array whose length is not its shape', () => {
    expect(() => encodeSafetensors({ a: { shape: [2], data: new Float32Array(3) } })).toThrow(/a has 3 elements/);
  });

  it('refuses a name that occurs twice', () => {
    const one = { shape: [1], data: new Float32Array(1) };
    expect(() => encodeSafetensors({ a: one }, {}, { a: new Float64Array(1) })).toThrow(/occurs twice/);
  });
});

describe('writeFileAtomic', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-'));

  it('makes missing folders, replaces the file and leaves nothing else', () => {
    const path = join(folder, 'a', 'b.txt');
    writeFileAtomic(path, 'one');
    writeFileAtomic(path, new Uint8Array([0x74, 0x77, 0x6f]));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
  });

  it('cleans up and reports when it cannot replace', () => {
    const path = join(folder, 'folder');
    writeFileAtomic(join(path, 'inside'), 'x');
    expect(() => writeFileAtomic(path, 'y')).toThrow();
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(existsSync(join(path, 'inside'))).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
