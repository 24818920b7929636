import { expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { residualSacInit } from '../../src/algorithms/residualSac/index.js';
import { randomStream } from '../../src/random/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { chunkBlocks, createCriticProgram, pairedValues, representationValues } from '../../src/training/index.js';

const dims = { featureDim: 5, chunkDim: 4 };
const rows = 8;
const random = randomStream(3, 'test');
const array = (n: number) => random.fillUniform(new Float32Array(n), -1, 1);
const chunks = Array.from({ length: 11 }, () => ({ features: array(5), base: array(4), residual: array(4) }));

async function critic(normalizer: 'none' | 'layerNorm', lambda: number) {
  const { knobs } = taskPreset('gantry-peg', 'smoke');
  const agent = createAgent('dawn', { ...knobs, width: 16, lambda, normalizer });
  const state = residualSacInit(1, dims, agent.settings);
  return { state, program: await createCriticProgram(agent, dims, state, rows) };
}

it('pairedValues are what the critic says with a residual, less what it says without', async () => {
  const { state, program } = await critic('none', 0.3);
  const differences = await pairedValues(program, state, chunks, dims, rows);
  expect(differences).toHaveLength(11);
  const still = chunks.map((chunk) => ({ ...chunk, residual: new Float32Array(4) }));
  const moved = chunks.map(({ base, ...chunk }, i) => ({
    ...chunk,
    base: base.map((value, k) => value + 0.3 * chunks[i].residual[k]),
    residual: new Float32Array(4),
  }));
  const q = async (given: typeof chunks) => {
    const views = [];
    for (const block of chunkBlocks(given, dims, rows)) views.push(...(await program.view(state, block)).q);
    return views.slice(0, 11);
  };
  const [with_, without] = [await q(moved), await q(still)];
  for (const [i, value] of differences.entries()) expect(value).toBeCloseTo(with_[i] - without[i], 6);
  expect(await pairedValues(program, state, still, dims, rows)).toEqual(Array(11).fill(0));
  await program.dispose();
});

it('representationValues look at the residual alone: a hundredfold bound moves features more, rows’ own residuals do not count', async () => {
  const [block] = chunkBlocks(chunks, dims, rows);
  const values = async (lambda: number, given = block) => {
    const { state, program } = await critic('layerNorm', lambda);
    const found = await representationValues(program, state, lambda, given);
    await program.dispose();
    return found;
  };
  const [small, large] = [await values(0.005), await values(0.5)];
  for (const name of ['sensitivityBefore1', 'sensitivity3', 'discrimination', 'residualToBase'])
    expect(large[name] / small[name]).toBeGreaterThan(10);
  expect(await values(0.5, { ...block, residual: block.noise })).toEqual(large);
  expect(Object.keys(large)).toContain('sensitivityBefore3');
});
