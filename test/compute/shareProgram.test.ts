/** One program for several seeds, each of which uses it as its own. */

import { describe, expect, it } from 'vitest';
import { copyTree, full, type NdArray } from '../../src/arrays/index.js';
import { compileUpdate, type ProgramShare, shareProgram } from '../../src/compute/index.js';
import { expectClose } from '../contracts/computeKernel.js';
import { type Regression, regression, regressionStep } from './regression.js';

const STEPS = 20;
const SEEDS = [0, 1, 2] as const;
const given = SEEDS.map((seed) => regression(seed + 1));

const compiled = (share: Pick<ProgramShare, 'compileUpdate'>, { state, inputs }: (typeof given)[number]) =>
  share.compileUpdate(regressionStep, state, inputs, { engine: 'onnx' });
type Step = Awaited<ReturnType<typeof compiled>>;

const together = () => {
  const shares = shareProgram(SEEDS.length);
  return Promise.all(shares.map(async (share, i) => ({ share, step: await compiled(share, given[i]) })));
};
const steps = async ({ run }: Step, inputs: Regression['inputs'], count: number) => {
  for (let i = 0; i < count; i++) await run(inputs);
};
const weights = ({ state }: Step) => copyTree({ w: state.params.w }).w as NdArray;

describe('a program that seeds share', () => {
  it('gives each what a program of its own gives, however far apart they are', async () => {
    const parts = await together();
    await Promise.all(
      parts.map(async ({ share, step }, i) => {
        await steps(step, given[i].inputs, STEPS + 5 * i);
        const own = await compiled({ compileUpdate }, given[i]);
        await steps(own, given[i].inputs, STEPS + 5 * i);
        expectClose(weights(step), weights(own), `weights of seed ${i}`);
        await own.dispose();
        await step.dispose();
        share.leave();
      }),
    );
  });

  it('sets the state of one, and leaves the others theirs', async () => {
    const [one, ...others] = await together();
    const first = weights(one.step);
    await Promise.all([one, ...others].map(({ step }, i) => steps(step, given[i].inputs, 3)));
    const before = others.map(({ step }) => weights(step));
    one.step.setState(given[0].state);
    expect(weights(one.step)).toEqual(first);
    expect(others.map(({ step }) => weights(step))).toEqual(before);
  });

  it('lets one diverge by itself, and waits no longer for one that has left', async () => {
    const [broken, sound, idle] = await together();
    const inputs = { ...given[0].inputs, x: full(given[0].inputs.x.shape, Number.NaN) };
    idle.share.leave();
    await Promise.all([
      steps(broken.step, inputs, 2).then(() => broken.share.leave()),
      steps(sound.step, given[1].inputs, STEPS),
    ]);
    expect([...weights(broken.step).data].every(Number.isNaN)).toBe(true);
    const own = await compiled({ compileUpdate }, given[1]);
    await steps(own, given[1].inputs, STEPS);
    expectClose(weights(sound.step), weights(own), 'weights beside NaN');
  });

  it('refuses a step while one is under way, and inputs of other shapes', async () => {
    const [{ step }] = await together();
    void step.run(given[0].inputs);
    await expect(step.run(given[0].inputs)).rejects.toThrow('waits already');
    await expect(step.run({ ...given[0].inputs, x: full([1], 0) })).rejects.toThrow(TypeError);
  });
});
