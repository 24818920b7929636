/** Where members wait for one another. */

import { expect, it } from 'vitest';
import { type Errand, meeting } from '../../src/compute/meeting.js';

/** An errand that notes who came together. */
function noting() {
  const times: number[][] = [];
  const errand: Errand<string, string> = async (inputs) => {
    times.push([...inputs.keys()]);
    return new Map([...inputs].map(([member, input]) => [member, `${input}!`]));
  };
  return { times, errand };
}

it('begins when all who are present wait, and does each errand once', async () => {
  const table = meeting(4);
  const [a, b] = [noting(), noting()];
  table.leave(3);
  const waiting = [table.join(2, a.errand, 'c'), table.join(0, b.errand, 'a')];
  expect([a.times, b.times]).toEqual([[], []]);
  waiting.push(table.join(1, a.errand, 'b'));
  expect(await Promise.all(waiting)).toEqual(['c!', 'a!', 'b!']);
  expect([a.times, b.times]).toEqual([[[2, 1]], [[0]]]);
});

it('begins when the last one that was waited for leaves', async () => {
  const table = meeting(2);
  const { errand } = noting();
  const first = table.join(0, errand, 'x');
  table.leave(1);
  expect(await first).toBe('x!');
  await expect(table.join(1, errand, 'y')).rejects.toThrow('has left');
});

it('tells all who came for it that an errand failed', async () => {
  const table = meeting(2);
  const failing = async () => {
    throw new Error('no');
  };
  const [one, two] = [table.join(0, failing, 1), table.join(1, failing, 2)];
  await expect(one).rejects.toThrow('no');
  await expect(two).rejects.toThrow('no');
});
