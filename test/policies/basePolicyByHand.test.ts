import { describe, expect, it } from 'vitest';
import { pureTask } from '../../src/environments/index.js';
import { basePolicyByHand, loadBasePolicy } from '../../src/policies/index.js';
import { openTask } from '../../src/tasks/index.js';
import { basePolicyContract } from '../contracts/basePolicy.js';

const noisy = basePolicyByHand('gantry-peg', 'noisy', ({ headInHoleY }, noise) => [
  -headInHoleY! / 0.02,
  noise[0]!,
  0,
  5,
  0,
  0.1 * noise[1]!,
]);
basePolicyContract('gantry-peg', 'noisy', () => loadBasePolicy('gantry-peg', { kind: noisy, batch: 4 }));

const spec = {
  id: 'line',
  obsDim: 1,
  obsNames: ['x'],
  actionDim: 1,
  horizon: 10,
  controlHz: 10,
  stateFeatures: [{ name: 'x', index: 0, offset: 0, scale: 1, clip: 1 }],
  taskFeatures: [],
};
const line = pureTask({ spec, begin: () => [0], step: ([x], [dx]) => [x! + dx!], isSolved: ([x]) => x! > 5 });

describe('basePolicyByHand', () => {
  it('sees observations by name and holds its clipped action through the chunk', async () => {
    const seen: number[] = [];
    const rule = ({ x }: Readonly<Record<string, number>>) => {
      seen.push(x!);
      return [x === 0 ? 0.5 : 3];
    };
    const base = await loadBasePolicy(line, { kind: basePolicyByHand(line, 'mine', rule, 2), batch: 1 });
    const env = await openTask(line, { slots: 1, ...base });
    base.reset(0, 1);
    const stack = await env.reset(0, 1);
    const first = await base.act([0], stack);
    expect([...first]).toEqual([0.5, 0.5]);
    await env.stepChunks([0], first);
    expect([...(await base.act([0], env.obsStacks))]).toEqual([1, 1]);
    expect(seen).toEqual([0, 1]);
  });

  it('says what a rule must return', async () => {
    const base = await loadBasePolicy(line, { kind: basePolicyByHand(line, 'long', () => [1, 2]) });
    await expect(base.act([0], Float32Array.of(0))).rejects.toThrow(
      'The base policy long must return a list of 1 finite numbers, got [1,2].',
    );
  });

  it('is refused on another task, and a task of the own without a policy of its own', async () => {
    await expect(loadBasePolicy('panda-peg', { kind: noisy })).rejects.toThrow(
      'The base policy noisy was made for gantry-peg, not for panda-peg.',
    );
    await expect(loadBasePolicy(line)).rejects.toThrow(/no diffusion policy for line.*basePolicyByHand/);
  });
});
