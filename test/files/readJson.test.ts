import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DamagedFileError, readJson } from '../../src/files/readJson.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const folder = temporaryFolder();
const schema = z.object({ name: z.string(), seeds: z.array(z.int()) });
const file = join(folder, 'table.json');
const AS = { kind: 'table', advice: 'Record it again.' };
const good = '{\n "name": "a",\n "seeds": [1, 2]\n}\n';
const read = (contents: string | Uint8Array) => {
  writeFileSync(file, contents);
  return readJson(file, schema, AS);
};

describe('readJson', () => {
  it('returns what a good file holds', () => {
    expect(read(good)).toEqual({ name: 'a', seeds: [1, 2] });
  });

  it.each([
    [
      'conflict markers',
      good.replace(' "seeds"', '<<<<<<< HEAD\n "seeds"'),
      'holds conflict markers (line 3): resolve',
    ],
    ['their middle', good.replace(' "seeds"', '=======\n "seeds"'), 'holds conflict markers (line 3): resolve'],
    ['a byte order mark', `\uFEFF${good}`, 'begins with a byte order mark: save it as UTF-8 without one'],
    ['no contents', '', 'is empty'],
    ['blanks', ' \n', 'is empty'],
    ['half of it', good.slice(0, 30), 'is cut off'],
    ['half of a string', good.slice(0, 13), 'is cut off'],
    ['all but its end', good.slice(0, -2), 'is cut off'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00, 0x7b), 'is no text in UTF-8 but binary'],
    ['another language', 'name: a', 'is no JSON'],
    ['a list', '[]', 'is not of the form that is expected'],
    ['nothing', 'null', 'is not of the form that is expected'],
    ['a wrong number', good.replace('2]', '"2"]'), 'seeds[1]: Invalid input: expected number'],
  ])('names the file and what is wrong with %s', (_, contents, fault) => {
    const call = () => read(contents);
    expect(call).toThrow(DamagedFileError);
    expect(call).toThrow(`${file} is no table: it `);
    expect(call).toThrow(fault);
    expect(call).toThrow('Record it again.');
  });

  it('says when a folder stands in its place, and leaves a missing file to the file system', () => {
    mkdirSync(join(folder, 'folder.json'));
    expect(() => readJson(join(folder, 'folder.json'), schema, AS)).toThrow(/folder\.json is no table: it is a folder/);
    expect(() => readJson(join(folder, 'none.json'), schema, AS)).toThrow(/ENOENT/);
  });

  it('lists few faults of many', () => {
    const many = JSON.stringify({ name: 1, seeds: ['a', 'b', 'c'] });
    expect(() => read(many)).toThrow(/seeds\[1\]: .*; and 1 more\)/);
  });
});
