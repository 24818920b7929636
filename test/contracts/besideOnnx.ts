/** What training on another engine owes to training on ONNX Runtime: the same losses, update by update. */

import { expect } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import type { NdArray } from '../../src/arrays/index.js';
import { compileUpdate, type EngineName } from '../../src/compute/index.js';
import { loadBasePolicy } from '../../src/policies/index.js';
import { openTask, taskPreset } from '../../src/tasks/index.js';
import { advance, createTrainingRun, type TrainingRun } from '../../src/training/index.js';

/** DAWN on the gantry peg. */
async function createRun(engine: EngineName): Promise<TrainingRun> {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const base = await loadBasePolicy('gantry-peg', { batch: schedule.slots });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask('gantry-peg', { slots: schedule.slots, obsHorizon, executeSteps });
  return createTrainingRun({ agent: createAgent('dawn', knobs), schedule, seed: 5, env, base, engine });
}

/**
 * Trains, while ONNX Runtime makes the same updates from the same batches, beginning with the same parameters and never
 * set right since: each has its own trajectory, and rounding alone may part them.
 *
 * @param engine what learns
 * @param updates how many
 * @returns the largest difference of the losses, relative to the loss where that is above 1
 */
export async function differenceFromOnnx(engine: EngineName, updates: number): Promise<number> {
  const run = await createRun(engine);
  const { update, batch } = run.learner;
  const { algorithm, settings } = run.agent;
  const options = { engine: 'onnx' } as const;
  const follower = await compileUpdate((s, b) => algorithm.update(s, b, settings), update.state, batch, options);
  expect(update.engine).toBe(engine);
  const differences: number[] = [];
  const lead = update.run.bind(update);
  update.run = async (inputs) => {
    const outputs = await lead(inputs);
    const wanted = (await follower.run(inputs)) as Readonly<Record<string, NdArray>>;
    differences.push(
      Math.max(
        ...['criticLoss', 'actorLoss'].map((name) => {
          const [got, want] = [outputs[name].data[0], wanted[name].data[0]];
          return Math.abs(got - want) / Math.max(1, Math.abs(want));
        }),
      ),
    );
    return outputs;
  };
  while (differences.length < updates) await advance(run);
  await follower.dispose();
  await run.learner.update.dispose();
  await run.policy.dispose();
  await run.collector.env.close();
  return Math.max(...differences);
}
