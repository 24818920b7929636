/**
 * The gantry peg trained on real TensorFlow. ONNX Runtime makes the same updates from the same batches, beginning with
 * the same parameters and never set right since: each has its own trajectory, and rounding alone may part them.
 */

import { describe, expect, it } from 'vitest';
import { createAgent, residualSacUpdate } from '../../src/agents/index.js';
import { compileUpdate, type NdArray } from '../../src/compute/index.js';
import { createLocalVectorEnv } from '../../src/environments/index.js';
import { loadBasePolicy } from '../../src/policies/index.js';
import { advance, createTrainingRun, type TrainingRun, taskPreset } from '../../src/training/index.js';
import { missingTensorflow } from './installed.js';

const UPDATES = 300;
/** Relative to the loss where that is above 1. */
const TOLERANCE = 1e-4;

const missing = missingTensorflow();

/** DAWN on the gantry peg, learning on libtensorflow. */
async function createRun(): Promise<TrainingRun> {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const base = await loadBasePolicy('gantry-peg', { batch: schedule.slots });
  const { obsHorizon, executeSteps } = base;
  const env = await createLocalVectorEnv('gantry-peg', { slots: schedule.slots, obsHorizon, executeSteps });
  return createTrainingRun({ agent: createAgent('dawn', knobs), schedule, seed: 5, env, base, engine: 'tensorflow' });
}

describe.skipIf(missing)('training on libtensorflow', () => {
  it(`has ONNX Runtime's losses within ${TOLERANCE}, over ${UPDATES} updates`, async () => {
    const run = await createRun();
    const { update, batch } = run.learner;
    const { settings } = run.agent;
    const follower = await compileUpdate((s, b) => residualSacUpdate(s, b, settings), update.state, batch);
    expect([update.engine, follower.engine]).toEqual(['tensorflow', 'onnx']);
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
    while (differences.length < UPDATES) await advance(run);
    await follower.dispose();
    await run.learner.update.dispose();
    await run.policy.dispose();
    await run.collector.env.close();
    expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
  });
});
