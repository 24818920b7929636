import { expect, it } from 'vitest';
import { showRecorded } from '../../../src/notebook/index.js';
import { taskPreset } from '../../../src/tasks/index.js';
import { useFakeKernel } from '../fakeKernel.js';

const kernel = useFakeKernel();

it('reads the tables that there are, and says of the others which command records them', async () => {
  const tables = await showRecorded(['no-finding', '08-dawn'], 'gantry-peg');
  expect(tables.map(({ finding, task }) => [finding, task])).toEqual([['08-dawn', 'gantry-peg']]);
  const [missing, found] = kernel.shown.map(({ data }) => String(data['text/plain']));
  expect(missing).toContain('dawnlab record --finding no-finding --task gantry-peg');
  expect(found).toMatch(/^08-dawn, gantry-peg: \d+ runs, \d+ completed\. /);
});

it('says where the reader has other settings than what was recorded, as both have them', async () => {
  const of = async (changes: object) => {
    kernel.shown.length = 0;
    const own = taskPreset('gantry-peg', 'full', { totalChunks: 8_000, probeEpisodes: 16, ...changes });
    await showRecorded(['02-cold-start'], 'gantry-peg', own);
    return kernel.shown.map(({ data }) => String(data['text/plain'])).slice(1);
  };
  expect(await of({})).toEqual([]);
  expect(await of({ lambda: 0.05, warmupChunks: 40 })).toEqual([
    'What was recorded does not follow your knobs. Recorded with λ = 0.2 (yours 0.05), M = 0; 504; 1,000; 2,000; 4,000 (yours 40).',
  ]);
});
