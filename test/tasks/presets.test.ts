import { expect, it } from 'vitest';
import { checkBudget, taskPresets, usualBase } from '../../src/tasks/index.js';

it.each(Object.entries(taskPresets))('the presets of %s can be run', (_, scales) => {
  for (const { knobs, schedule } of Object.values(scales)) checkBudget(schedule, knobs);
});

it('takes the base policy that a task names, else diffusion', () => {
  expect(['maniskill-peg', 'gantry-peg', './mine.ts#task'].map(usualBase)).toEqual([
    'cloning',
    'diffusion',
    'diffusion',
  ]);
});
