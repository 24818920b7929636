import { describe, expect, it } from 'vitest';
import { residualByHand, watchEpisodes } from '../../../src/notebook/index.js';
import { loadBasePolicy } from '../../../src/policies/index.js';
import { EVALUATION_SEED } from '../../../src/rollouts/index.js';
import { envSpec, openTask } from '../../../src/tasks/index.js';
import { evaluate } from '../../../src/training/index.js';
import { htmlOf, useFakeKernel } from '../fakeKernel.js';

const kernel = useFakeKernel();
const task = 'gantry-peg';
const text = () => kernel.shown.map(({ data }) => data['text/plain']).join('\n');

describe('a residual by hand', () => {
  const place = { spec: envSpec(task), executeSteps: 2 };
  const { stateFeatures, taskFeatures } = place.spec;

  it('sees the observation in its own units and repeats its bounded residual over the chunk', async () => {
    const seen: Readonly<Record<string, number>>[] = [];
    const { policy, lambda } = residualByHand(place, 0.2, (see) => {
      seen.push(see);
      return [see.headInHoleZ! * 100, 3, -3, 0, 0, 0];
    });
    const row = new Float32Array(stateFeatures.length + taskFeatures.length);
    const z = stateFeatures.findIndex(({ name }) => name === 'headInHoleZ');
    row[z] = -0.5; // offset 0.005 m, scale 0.02 m: 5 mm too low
    const residuals = await policy.residuals({}, new Float32Array([...row, ...row]), new Float32Array());
    expect(lambda).toBe(0.2);
    expect(seen).toHaveLength(2);
    expect(seen[0]!.headInHoleZ).toBeCloseTo(-0.005, 6);
    const one = [-0.5, 1, -1, 0, 0, 0];
    const expected = [...one, ...one, ...one, ...one];
    expect(residuals).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) expect(residuals[i]).toBeCloseTo(value, 6);
  });

  it('says what a residual must be', async () => {
    const { policy } = residualByHand(place, 0.2, () => [1, 2]);
    const row = new Float32Array(stateFeatures.length + taskFeatures.length);
    await expect(policy.residuals({}, row, new Float32Array())).rejects.toThrow(
      'A residual here is a list of 6 finite numbers, got [1,2].',
    );
  });
});

it('watched episodes are those of the evaluation', async () => {
  const base = await loadBasePolicy(task, { batch: 4 });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask(task, { slots: 4, obsHorizon, executeSteps });
  const residual = residualByHand(env, 0.2, (see) => [0, 0, -50 * see.headInHoleZ!, 0, 0, 0]);
  const protocol = { residual: 'deterministic', episodes: 4, firstSeed: EVALUATION_SEED, success: 'once' } as const;
  const evaluated = await evaluate(env, { base, residual }, protocol);
  await env.close();
  const seeds = [0, 1, 2, 3].map((i) => EVALUATION_SEED + i);
  const episodes = await watchEpisodes(task, seeds, { residual, width: 40, every: 60, title: 'A <title>' });
  expect(episodes.map(({ success }) => Number(success))).toEqual(evaluated.succeeded);
  const steps = episodes.reduce((sum, { observations }) => sum + observations.length - 1, 0);
  expect(steps).toBe(evaluated.primitiveSteps);
  expect(htmlOf(kernel.shown[0]).match(/<figure/g)).toHaveLength(4);
  expect(htmlOf(kernel.shown[0])).toContain('A &lt;title&gt;');
  expect(text()).toMatch(/\[animation: seed 2000000, (success|failure)\]/);
});
