import { describe, expect, it } from 'vitest';
import { adroitMissing, createExpert, createGantryExpert, createPandaExpert } from '../../src/tasks/index.js';
import { successes } from './successes.js';

describe('the scripted experts', () => {
  it('solve at least 49 of 50 gantry pegs', async () => {
    expect(await successes(createGantryExpert(), 5000, 50)).toBeGreaterThanOrEqual(49);
  });

  it('solve at least 14 of 15 Panda pegs', async () => {
    expect(await successes(createPandaExpert(), 5000, 15)).toBeGreaterThanOrEqual(14);
  });
});

describe.skipIf(adroitMissing())('the Adroit experts', () => {
  // 1.00, 1.00, 0.86 and 1.00 of 100 episodes were measured for the policies before they were converted.
  it.each([
    ['door', 10],
    ['hammer', 10],
    ['pen', 6],
    ['relocate', 9],
  ])('of %s solves at least %i of 10 episodes, and says where it comes from', async (name, least) => {
    const expert = createExpert(`adroit-${name}`);
    expect(expert.source).toContain('Apache-2.0');
    expect(await successes(expert, 5000, 10)).toBeGreaterThanOrEqual(least);
  });
});
