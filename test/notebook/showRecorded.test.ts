import { expect, it } from 'vitest';
import { showRecorded } from '../../src/notebook/index.js';
import { useFakeKernel } from './fakeKernel.js';

const kernel = useFakeKernel();

it('reads the tables that there are, and says of the others which command records them', async () => {
  const tables = await showRecorded(['no-finding', '08-dawn'], 'gantry-peg');
  expect(tables.map(({ finding, task }) => [finding, task])).toEqual([['08-dawn', 'gantry-peg']]);
  const [missing, found] = kernel.shown.map(({ data }) => String(data['text/plain']));
  expect(missing).toContain('dawnlab record --finding no-finding --task gantry-peg');
  expect(found).toMatch(/^08-dawn, gantry-peg: \d+ runs, \d+ completed\. /);
});
