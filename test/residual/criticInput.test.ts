import { expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { type CriticInput, concatInput, residualInput, scaledSumInput, sumInput } from '../../src/residual/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { train } from '../../src/training/index.js';
import { matrix, numbers } from '../tensors.js';

const shown = ({ compose }: CriticInput) =>
  numbers(({ base, residual }) => compose(base, residual, 0.2), {
    base: matrix([[0.5, -1]]),
    residual: matrix([[1, 0.5]]),
  });

it.each([
  [sumInput, [0.7, -0.9]],
  [residualInput, [1, 0.5]],
  [scaledSumInput, [3.5, -4.5]],
  [concatInput, [0.5, -1, 1, 0.5]],
] as const)('$name shows what it says, as wide as it says', async (input, wanted) => {
  const got = await shown(input);
  expect(got).toHaveLength(input.dim(2));
  for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, 6);
});

it.each([residualInput, concatInput])('an agent trains with $name', async (criticInput) => {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const dawn = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 16 });
  const agent = { ...dawn, settings: { ...dawn.settings, criticInput } };
  const short = { totalChunks: 32, evaluateEvery: 32, evaluationEpisodes: 1, finalEpisodes: 1, batchSize: 16 };
  const { status, curve } = await train({
    task: 'gantry-peg',
    agent,
    schedule: { ...schedule, ...short, checkpointEvery: 32 },
    seed: 1,
  });
  expect([status, curve.at(-1)?.updates]).toEqual(['completed', 16]);
});
