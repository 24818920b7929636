import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { decodeNpz, encodeNpz } from '../../src/arrays/index.js';
import { type Column, readTransitions, transitionsOf } from '../../src/criticReport/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';

const folder = temporaryFolder();
const column = (shape: readonly number[], data: readonly number[]): Column => ({ shape, data });
const numbers = { lambda: 0.5, discount: 0.9 };

/** Two episodes of two rows: the first ends, the second is cut off. */
const whole: Readonly<Record<string, Column>> = {
  obs: column([4, 2], [1, 2, 3, 4, 5, 6, 7, 8]),
  base_action: column([4, 1], [0.1, 0.2, 0.3, 0.4]),
  residual: column([4, 1], [1, -1, 0.5, 0]),
  reward: column([4], [-1, 0, -1, -1]),
  terminated: column([4], [0, 1, 0, 0]),
  truncated: column([4], [0, 0, 0, 1]),
};
const read = (changed: Readonly<Record<string, Column | undefined>> = {}, given: object = numbers) => {
  const entries = Object.entries({ ...whole, ...changed }).filter(([, value]) => value !== undefined);
  return transitionsOf(new Map(entries as [string, Column][]), given);
};

describe('transitions', () => {
  it('become episodes by their ends', () => {
    const { episodes, reward, notes } = read();
    expect(episodes.map((trace) => trace.map(({ end, reward: r }) => [r, end]))).toEqual([
      [
        [-1, undefined],
        [0, 'terminated'],
      ],
      [
        [-1, undefined],
        [-1, 'truncated'],
      ],
    ]);
    expect(reward).toEqual({ low: -1, high: 0 });
    expect(notes.join()).toContain("say the task's own range with reward_low and reward_high");
  });

  it('take executed actions in place of residuals: u = (a − a_base) / λ', () => {
    const { chunks } = read({ residual: undefined, action: column([4, 1], [0.6, -0.3, 0.55, 0.4]) });
    expect(chunks.map(({ residual }) => Number(residual[0].toFixed(5)))).toEqual([1, -1, 0.5, 0]);
  });

  it('that are cut off count as truncated, and say so', () => {
    const { episodes, notes } = read({ truncated: column([4], [0, 0, 0, 0]) });
    expect(episodes[1].at(-1)?.end).toBe('truncated');
    expect(notes[0]).toBe('1 of 2 episodes have no end and count as truncated after their last row.');
  });

  it.each([
    [{ reward: undefined }, /no column 'reward'; there are obs, base_action, residual, terminated/],
    [{ obs: column([4, 2], [1, 2, 3, 4, 5, Number.NaN, 7, 8]) }, /'obs' holds NaN in row 2/],
    [{ reward: column([3], [1, 2, 3]) }, /'reward' has the shape \[3\]; expected is \[4\]/],
    [{ base_action: column([4], [1, 2, 3, 4]) }, /'base_action' has the shape \[4\]; expected is \[4, width\]/],
    [{ residual: column([4, 2], [0, 0, 0, 0, 0, 0, 0, 0]) }, /'residual' has 2 entries a row and 'base_action' 1/],
    [{ residual: column([4, 1], [0, 3, 0, 0]) }, /row 1 is as large as 3: it must lie in \[−1, 1\], before λ/],
    [{ residual: undefined, action: column([4, 1], [5, 0, 0, 0]) }, /is lambda right, and is action unclipped\?/],
    [{ action: column([4, 1], [0.6, -0.3, 0.55, 0.5]) }, /In row 3 'action' is not base_action \+ lambda · residual/],
    [{ terminated: column([4], [0, 2, 0, 0]) }, /'terminated' holds 2 in row 1/],
    [{ episode: column([4], [1, 1, 1, 2]) }, /Row 1 ends its episode, and row 2 has the same 'episode' id/],
    [{ episode: column([4], [1, 1, 2, 1]) }, /Episode 1 comes again at row 3/],
    [
      { alternatives: column([4, 1, 1], [0, 0, 0, 0]) },
      /'alternatives' has the shape \[4,1,1\]; expected is \[4, two or more, 1\]/,
    ],
  ])('are refused in words: %#', (changed, error) => expect(() => read(changed)).toThrow(error));

  it('need λ and γ', () => {
    expect(() => read({}, { discount: 0.9 })).toThrow(
      "lambda is not known: store it in the file as 'lambda', or give --lambda.",
    );
    expect(() => read({}, { lambda: 1, discount: 1 })).toThrow(/discount is 1; it lies in \[0, 1\)/);
    expect(() => read({}, { ...numbers, reward: { low: -0.5 } })).toThrow(/Rewards lie in \[-1, 0\], beyond the range/);
  });
});

describe('files', () => {
  it('in Parquet have lists, or numbered columns', async () => {
    const file = join(folder, 'some.parquet');
    const flat = (name: string, data: readonly number[]) => ({ name, data: [...data], type: 'DOUBLE' as const });
    const columnData = [
      flat('obs_0', [1, 3, 5, 7]),
      flat('obs_1', [2, 4, 6, 8]),
      flat('base_action_0', [0.1, 0.2, 0.3, 0.4]),
      flat('residual_0', [1, -1, 0.5, 0]),
      ...['reward', 'terminated', 'truncated'].map((name) => flat(name, Array.from(whole[name].data))),
    ];
    writeFileSync(file, new Uint8Array(parquetWriteBuffer({ columnData })));
    expect((await readTransitions(file, numbers)).chunks).toEqual(read().chunks);
  });

  it('name what is wrong with them', async () => {
    await expect(readTransitions('some.csv')).rejects.toThrow("'some.csv' must end in .npz or .parquet.");
    const file = join(folder, 'broken.npz');
    writeFileSync(file, 'no archive');
    await expect(readTransitions(file)).rejects.toThrow(/broken.npz: This is no .npz archive/);
  });
});

it('an archive gives back its arrays', () => {
  const arrays = {
    floats: { shape: [2, 2], data: Float32Array.of(1, -2.5, 3, 4) },
    whole: { shape: [3], data: Int32Array.of(-1, 0, 7) },
    scalar: { shape: [], data: Float64Array.of(0.1) },
    bytes: { shape: [1], data: Uint8Array.of(1) },
  };
  const found = decodeNpz(encodeNpz(arrays));
  for (const [name, { shape, data }] of Object.entries(arrays)) {
    expect(found.get(name)?.shape).toEqual(shape);
    expect([...(found.get(name)?.data ?? [])]).toEqual([...data]);
  }
});
