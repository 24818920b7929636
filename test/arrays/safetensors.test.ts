import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flattenTree } from '../../src/arrays/ndArray.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/arrays/safetensors.js';
import { writeFileAtomic } from '../../src/files/atomicFile.js';

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
    ['no range', fileOf({ a: { dtype: 'F32', shape: [1] } }, 4), /lacks its type, its shape or its byte range/],
    ['no entry', fileOf({ a: null }, 0), /a lacks its type/],
    ['no type', fileOf({ a: { shape: [1], data_offsets: [0, 4] } }, 4), /a lacks its type/],
    [
      'an inherited type',
      fileOf({ a: { dtype: 'constructor', shape: [1], data_offsets: [0, 4] } }, 4),
      /type constructor/,
    ],
    ['a list', fileOf('[]', 0), /no JSON object/],
    ['metadata', fileOf({ __metadata__: { a: 1 } }, 0), /metadata are not texts/],
    ['negative shape', fileOf({ a: { dtype: 'F32', shape: [-1, -1], data_offsets: [0, 4] } }, 4), /shape \[-1,-1\]/],
    ['broken shape', fileOf({ a: { dtype: 'F32', shape: [0.5, 2], data_offsets: [0, 4] } }, 4), /integers from 0/],
    [
      'huge shape',
      fileOf({ a: { dtype: 'F32', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 4] } }, 4),
      /needs .* bytes/,
    ],
    ['range of words', fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: ['0', '4'] } }, 4), /lies at bytes/],
    ['broken range', fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [0.5, 4.5] } }, 8), /lies at bytes 0.5/],
    [
      'overlap and hole',
      fileOf(
        {
          a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
          b: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
        },
        8,
      ),
      /b at bytes 0 to 4 overlaps/,
    ],
    [
      'a hole',
      fileOf(
        {
          a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
          b: { dtype: 'F32', shape: [1], data_offsets: [8, 12] },
        },
        12,
      ),
      /bytes 4 to 8, before b, belong to no tensor/,
    ],
    [
      'a name twice',
      fileOf(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\\u0061":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}',
        4,
      ),
      /the name a occurs twice/,
    ],
    ['other type', fileOf({ a: { dtype: 'BF16', shape: [1], data_offsets: [0, 2] } }, 2), /type BF16/],
  ])('says what is wrong: %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });
});

describe('names', () => {
  const at = (i: number) => ({ dtype: 'F32', shape: [1], data_offsets: [4 * i, 4 * i + 4] });
  const fileOfNames = (...names: string[]) =>
    fileOf(`{${names.map((name, i) => `${JSON.stringify(name)}:${JSON.stringify(at(i))}`).join()}}`, 4 * names.length);

  it.each([
    [['constructor', 'toString', 'hasOwnProperty.valueOf']],
    [['a..b', 'a.c', '']],
    [['.a', 'b.']],
    [['λ', ' ']],
  ])('that are unusual are names: %j', (names) => {
    const { tree } = decodeSafetensors(fileOfNames(...names));
    expect(
      flattenTree(tree)
        .map(([name]) => name)
        .sort(),
    ).toEqual([...names].sort());
    expect(decodeSafetensors(encodeSafetensors(tree)).tree).toEqual(tree);
  });

  it.each([[['a', 'a.b']], [['a.b', 'a']], [['a.b.c', 'a.b']], [['x', '__proto__.polluted']], [['__proto__']]])(
    'that are no tree are refused, and nothing else is changed: %j',
    (names) => {
      expect(() => decodeSafetensors(fileOfNames(...names))).toThrow(/the names of the tensors are no tree/);
      expect('polluted' in {}).toBe(false);
    },
  );

  it('of a tree that would not come back are refused', () => {
    const leaf = { shape: [1], data: new Float32Array(1) };
    expect(() => encodeSafetensors({ 'a.b': leaf })).toThrow(/the key 'a\.b' cannot be part of a name/);
    expect(() => encodeSafetensors({ a: JSON.parse('{"__proto__": 1}') })).toThrow(/the key '__proto__'/);
    expect(() => encodeSafetensors({ __metadata__: leaf })).toThrow(/__metadata__ occurs twice/);
  });

  it('of doubles keep their shapes', () => {
    const doubles = { m: { shape: [2, 1], data: new Float64Array([1, 2]) }, toString: new Float64Array([3]) };
    expect(decodeSafetensors(encodeSafetensors({}, {}, doubles)).doubles).toEqual(doubles);
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

describe('number types of other lengths', () => {
  it('bytes come back as bytes', () => {
    const tree = {
      rgb: { shape: [1, 1, 3], data: new Uint8Array([0, 128, 255]) },
      x: { shape: [1], data: new Float32Array([0.5]) },
    };
    const { tree: read } = decodeSafetensors(encodeSafetensors(tree));
    expect(read).toEqual(tree);
    expect((read.rgb as { data: unknown }).data).toBeInstanceOf(Uint8Array);
  });

  it('half precision is read as float32: values of the IEEE table', () => {
    const bits = [0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x0001, 0x8000, 0x7c00, 0xfc00, 0x7e00];
    const file = fileOf({ h: { dtype: 'F16', shape: [10], data_offsets: [0, 20] } }, 20);
    file.set(new Uint8Array(Uint16Array.from(bits).buffer), file.length - 20);
    const { data } = decodeSafetensors(file).tree.h as { data: Float32Array };
    expect([...data]).toEqual([
      1,
      -2,
      1365 / 4096,
      65504,
      2 ** -14,
      2 ** -24,
      -0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ]);
  });
});
