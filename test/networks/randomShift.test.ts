import { describe, expect, it } from 'vitest';
import type { NdArray } from '../../src/arrays/index.js';
import { compile, runEagerly, type Tensors } from '../../src/compute/index.js';
import { randomShift } from '../../src/networks/index.js';
import { randomStream } from '../../src/random/index.js';

/** Shifts by up to 1 pixel: uniforms below a third, around a half, above two thirds are −1, 0, 1. */
const [back, still, on] = [0.1, 0.5, 0.9];

type Inputs = { readonly pictures: NdArray; readonly uniform: NdArray };

const shift = (pad: number) => (given: Tensors<Inputs>) => ({ out: randomShift(given.pictures, given.uniform, pad) });

describe('a random shift', () => {
  // One channel, 2 rows of 3: 1 2 3 / 4 5 6.
  const picture = [1, 2, 3, 4, 5, 6];
  const cases: [name: string, by: readonly number[], expected: readonly number[]][] = [
    ['none', [still, still], picture],
    ['down, across', [on, still], [4, 5, 6, 4, 5, 6]],
    ['up, the edge going on', [back, still], [1, 2, 3, 1, 2, 3]],
    ['to the right', [still, on], [2, 3, 3, 5, 6, 6]],
    ['to the left', [still, back], [1, 1, 2, 4, 4, 5]],
    ['both ways', [on, back], [4, 4, 5, 4, 4, 5]],
  ];
  const pictures = { shape: [cases.length, 2, 3, 1], data: Float32Array.from(cases.flatMap(() => picture)) };
  const uniform = { shape: [cases.length, 2], data: Float32Array.from(cases.flatMap(([, by]) => by)) };

  it('shows what was so many pixels further, or the edge, for each picture by itself', async () => {
    const { out } = (await runEagerly(shift(1) as never, { pictures, uniform })) as { out: NdArray };
    expect(out.shape).toEqual(pictures.shape);
    for (const [i, [name, , expected]] of cases.entries())
      expect([name, ...out.data.subarray(6 * i, 6 * i + 6)]).toEqual([name, ...expected]);
  });

  it('is compiled, moves channels together and keeps bytes', async () => {
    const bytes = randomStream(1, 'test')
      .fillUniform(new Float32Array(2 * 5 * 4 * 3), 0, 255)
      .map(Math.round);
    const inputs = {
      pictures: { shape: [2, 5, 4, 3], data: bytes },
      // Of nine shifts by −4 … 4: 2 down and 1 to the left; 0 and 4 across.
      uniform: { shape: [2, 2], data: Float32Array.of(6.5 / 9, 3.5 / 9, 4.5 / 9, 8.5 / 9) },
    };
    const program = await compile(shift(4), inputs);
    const { out } = (await program.run(inputs)) as { out: NdArray };
    const cell = (i: number, row: number, column: number, channel: number) =>
      bytes[((i * 5 + Math.min(4, Math.max(0, row))) * 4 + Math.min(3, Math.max(0, column))) * 3 + channel];
    const expected = [
      [2, -1],
      [0, 4],
    ].flatMap(([dy, dx], i) =>
      Array.from({ length: 60 }, (_, k) => cell(i, Math.floor(k / 12) + dy, (Math.floor(k / 3) % 4) + dx, k % 3)),
    );
    expect([...out.data]).toEqual(expected);
    await program.dispose();
  });
});
