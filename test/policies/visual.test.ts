import { describe, expect, it } from 'vitest';
import { type Demonstrations, learnedPolicy, trainBase } from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';
import { envSpec } from '../../src/tasks/index.js';

/** Pictures of one bright pixel somewhere; the action points there. */
function pointing(episodes: number, length: number): Demonstrations {
  const steps = episodes * length;
  const stream = randomStream(3, 'test');
  const rgb = new Uint8Array(steps * 64 * 64 * 3);
  const actions = new Float32Array(steps * 6);
  for (let step = 0; step < steps; step++) {
    const [x, y] = [8 + stream.integer(48), 8 + stream.integer(48)];
    for (let i = -4; i < 4; i++)
      for (let j = -4; j < 4; j++)
        rgb.fill(255, 3 * (step * 4096 + (y + i) * 64 + x + j), 3 * (step * 4096 + (y + i) * 64 + x + j) + 3);
    actions.set([(x - 32) / 32, (y - 32) / 32], step * 6);
  }
  return {
    task: 'gantry-peg-rgb',
    observations: { shape: [steps, 12], data: new Float32Array(steps * 12) },
    shown: { rgb: { shape: [steps, 64, 64, 3], data: rgb } },
    actions: { shape: [steps, 6], data: actions },
    lengths: { shape: [episodes], data: new Int32Array(episodes).fill(length) },
    seeds: { shape: [episodes], data: new Int32Array(episodes) },
    failedSeeds: [],
  };
}

describe('cloning from pictures', () => {
  it('learns where to point from pixels alone, and points there', async () => {
    const model = { channels: [8, 8, 8], hidden: 32, layers: 2 };
    const { config, fit, ...arrays } = await trainBase('visual', pointing(128, 1), { demos: 128, steps: 400, model });
    // Uniform over ±3/4 in two of six entries: pointing at the middle costs about .06.
    expect(fit.loss).toBeLessThan(0.02);
    expect(config.features.map(({ name }) => name).slice(11, 14)).toEqual(['pegVelRoll', 'embedding0', 'embedding1']);
    const policy = await learnedPolicy(arrays, config, { batch: 2 });
    const test = pointing(2, 1);
    const embedding = await policy.encoder!.encode({ rgb: test.shown!.rgb.data });
    const seen = Float32Array.from(
      [0, 1].flatMap((row) => [...new Float32Array(12), ...embedding.subarray(16 * row, 16 * row + 16)]),
    );
    const chunks = await policy.act([0, 1], seen);
    for (const row of [0, 1])
      for (const axis of [0, 1])
        expect(Math.abs(chunks[row * 24 + axis] - test.actions.data[row * 6 + axis])).toBeLessThan(0.35);
    await policy.close();
  });

  it('refuses a task that shows nothing', async () => {
    const { shown: _, ...blind } = pointing(2, 1);
    await expect(
      trainBase(
        'visual',
        {
          ...blind,
          task: 'gantry-peg',
          observations: { shape: [2, envSpec('gantry-peg').obsDim], data: new Float32Array(40) },
        },
        { demos: 2, steps: 1 },
      ),
    ).rejects.toThrow("the task shows no 'rgb'");
  });
});
