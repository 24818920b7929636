import { describe, expect, it } from 'vitest';
import { type EnvSpec, featurize } from '../../src/environments/index.js';
import { aboutZ } from '../../src/geometry/quaternion.js';
import { gantryHeadInHole } from '../../src/tasks/gantryPeg/gantryPeg.js';
import { createEnv, envSpec } from '../../src/tasks/index.js';
import { pegHeadInHole } from '../../src/tasks/pandaPeg/pandaPeg.js';
import { CLEAR_DEPTH, isInserted } from '../../src/tasks/pegInHole/holeBox.js';

const entry = (spec: EnvSpec, obs: ArrayLike<number>, name: string): number => obs[spec.obsNames.indexOf(name)];

describe('isInserted', () => {
  it.each([
    [-0.015, 0, 0, true],
    [-0.0151, 0, 0, false],
    [0.075, 0.023, -0.023, true],
    [0.0751, 0, 0, false],
    [0, 0.0231, 0, false],
    [0, 0, -0.0231, false],
    [-0.1, 0, 0, false],
  ])('head at x %d, y %d, z %d m: %s', (x, y, z, expected) => {
    expect(isInserted(x, y, z)).toBe(expected);
  });
});

describe('the head in the hole frame', () => {
  it('is 10 cm ahead of the centre of a straight peg', () => {
    const head = new Float64Array(3);
    gantryHeadInHole([0.2, 0, 0, 0, 0, 0], [0.5, 0, 0.1, 0], head);
    expect(head[0]).toBeCloseTo(-0.2, 12);
    expect(head[1]).toBeCloseTo(0, 12);
    expect(head[2]).toBeCloseTo(0, 12);
  });

  it('turns with the box and tilts with the peg', () => {
    const head = new Float64Array(3);
    // Box turned to +y; the peg points to −x, 30° down: the head is 8.66 cm to the left and 5 cm below its centre.
    gantryHeadInHole([0, 0, 0.2, Math.PI, Math.PI / 6, 0.4], [0, 0.3, 0.1, Math.PI / 2], head);
    expect(head[0]).toBeCloseTo(-0.3, 12);
    expect(head[1]).toBeCloseTo(0.1 * Math.cos(Math.PI / 6), 12);
    expect(head[2]).toBeCloseTo(0.15, 12);
  });

  it('agrees for both tasks where both are defined', () => {
    const gantry = new Float64Array(3);
    gantryHeadInHole([0.03, -0.1, 0.05, 1.2, 0, 0], [0.02, 0.3, 0.1, 1.7], gantry);
    const panda = pegHeadInHole({ p: [0.03, -0.1, 0.15], q: aboutZ(1.2) }, { p: [0.02, 0.3, 0.1], q: aboutZ(1.7) });
    panda.forEach((value, i) => {
      expect(value).toBeCloseTo(gantry[i], 12);
    });
  });
});

describe.each(['gantry-peg', 'panda-peg'])('%s', (id) => {
  const spec = envSpec(id);

  it('starts inside its ranges, clear of the box', async () => {
    const env = await createEnv(id);
    const starts = Array.from({ length: 200 }, (_, seed) => env.reset(seed));
    for (const obs of starts) {
      expect(Math.abs(entry(spec, obs, 'pegX'))).toBeLessThanOrEqual(0.1001);
      expect(entry(spec, obs, 'pegY')).toBeGreaterThanOrEqual(-0.3001);
      expect(entry(spec, obs, 'pegY')).toBeLessThanOrEqual(0.0001);
      expect(entry(spec, obs, 'headInHoleX')).toBeLessThan(CLEAR_DEPTH);
    }
    const spread = (name: string): number => {
      const values = starts.map((obs) => entry(spec, obs, name));
      return Math.max(...values) - Math.min(...values);
    };
    expect(spread('pegX')).toBeGreaterThan(0.19);
    expect(spread('boxY')).toBeGreaterThan(0.18);
    expect(spread('boxYaw')).toBeGreaterThan(0.7);
    env.close();
  });

  it('sees one millimetre of sideways error as a tenth', () => {
    const obs = new Float32Array(spec.obsDim);
    obs[spec.obsNames.indexOf('headInHoleY')] = 0.001;
    const features = featurize(spec.taskFeatures, obs);
    const at = spec.taskFeatures.findIndex((feature) => feature.name === 'headInHoleY');
    expect(features[at]).toBeCloseTo(0.1, 6);
    obs[spec.obsNames.indexOf('headInHoleY')] = 1;
    expect(featurize(spec.taskFeatures, obs)[at]).toBe(3);
  });
});

describe('gantry-peg', () => {
  it('holds still without action: gravity is compensated', async () => {
    const env = await createEnv('gantry-peg');
    const start = env.reset(3);
    let obs = start;
    for (let t = 0; t < 40; t++) obs = env.step(new Float32Array(6)).obs;
    for (let i = 0; i < 3; i++) expect(Math.abs(obs[i] - start[i])).toBeLessThan(1e-3);
    env.close();
  });

  it('moves each axis the way its action points', async () => {
    const env = await createEnv('gantry-peg');
    for (let axis = 0; axis < 6; axis++) {
      const start = env.reset(8);
      const action = new Float32Array(6);
      action[axis] = axis === 2 ? 1 : -1;
      let obs = start;
      for (let t = 0; t < 5; t++) obs = env.step(action).obs;
      expect(Math.sign(obs[axis] - start[axis])).toBe(Math.sign(action[axis]));
    }
    env.close();
  });
});
