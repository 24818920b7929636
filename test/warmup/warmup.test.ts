import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/random/index.js';
import { progressiveExploration } from '../../src/residual/index.js';
import {
  baseOnly,
  epsilonGreedy,
  gaussianResidual,
  randomResidual,
  trajectoryConsistent,
} from '../../src/warmup/index.js';

const stream = () => randomStream(5, 'exploration');

describe('baseOnly', () => {
  it('never moves the base action, and draws nothing', () => {
    const random = stream();
    expect([...baseOnly(0, 3, random, 7), ...baseOnly(99, 2, random, 7)]).toEqual([0, 0, 0, 0, 0]);
    expect(random.state()).toEqual(stream().state());
  });
});

describe('randomResidual', () => {
  const draw = (behaviour: ReturnType<typeof randomResidual>, chunks: number, count: number) => {
    const random = stream();
    return Array.from({ length: count }, () => behaviour(chunks, 4, random, 7));
  };

  it('is uniform in [−1, 1] where no gate holds it back', () => {
    const entries = draw(randomResidual(), 0, 2_500).flatMap((residual) => [...residual]);
    const mean = entries.reduce((sum, x) => sum + x, 0) / entries.length;
    const variance = entries.reduce((sum, x) => sum + x * x, 0) / entries.length;
    expect(Math.min(...entries)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...entries)).toBeLessThan(1);
    // 10,000 entries: the mean has standard deviation 0.0058, the second moment 0.0030.
    expect(Math.abs(mean)).toBeLessThan(5 * 0.0058);
    expect(Math.abs(variance - 1 / 3)).toBeLessThan(5 * 0.003);
  });

  it('acts on whole chunks, as often as its gate says', () => {
    const residuals = draw(randomResidual(progressiveExploration(1_000)), 250, 2_000);
    const acting = residuals.filter((residual) => residual.some((x) => x !== 0));
    // 2,000 draws of probability 1/4: standard deviation 19.4.
    expect(Math.abs(acting.length - 500)).toBeLessThan(5 * 19.4);
    expect(acting.every((residual) => residual.every((x) => x !== 0))).toBe(true);
  });

  it('is a function of its stream alone', () => {
    const behaviour = randomResidual(progressiveExploration(10));
    expect(draw(behaviour, 5, 50)).toEqual(draw(behaviour, 5, 50));
  });
});

describe('gaussianResidual', () => {
  it('has the standard deviation that it says, within bounds', () => {
    const random = randomStream(1, 'exploration');
    const residual = gaussianResidual(0.1)(0, 20_000, random, 7);
    const square = residual.reduce((sum, x) => sum + x * x, 0) / residual.length;
    expect(Math.sqrt(square)).toBeCloseTo(0.1, 2);
    const wide = gaussianResidual(10)(0, 1_000, random, 7);
    expect([Math.min(...wide), Math.max(...wide)]).toEqual([-1, 1]);
    expect(() => gaussianResidual(0)).toThrow(/σ must be positive, got 0/);
  });
});

describe('epsilonGreedy', () => {
  it('acts as often as it says, with the whole range', () => {
    const random = randomStream(1, 'exploration');
    const behaviour = epsilonGreedy(0.2);
    const residuals = Array.from({ length: 4_000 }, (_, i) => behaviour(i, 3, random, 7));
    const acting = residuals.filter((residual) => residual.some((x) => x !== 0));
    expect(acting.length / residuals.length).toBeCloseTo(0.2, 1);
    expect(Math.max(...acting.flatMap((residual) => [...residual]))).toBeGreaterThan(0.99);
    expect(() => epsilonGreedy(1.5)).toThrow(/ε must lie in \[0, 1\], got 1.5/);
  });
});

describe('trajectoryConsistent', () => {
  it('is the same in every chunk of an episode, another in another one, and draws nothing from the stream', () => {
    const random = stream();
    const behaviour = trajectoryConsistent(0.1);
    expect(behaviour(8, 6, random, 11)).toEqual(behaviour(0, 6, random, 11));
    expect(behaviour(8, 6, random, 12)).not.toEqual(behaviour(8, 6, random, 11));
    expect(random.state()).toEqual(stream().state());
  });

  it('has the standard deviation that it says over episodes, within bounds', () => {
    const entries = Array.from({ length: 2_000 }, (_, seed) => [...trajectoryConsistent(0.1)(0, 4, stream(), seed)]);
    const square = entries.flat().reduce((sum, x) => sum + x * x, 0) / entries.flat().length;
    // 8,000 entries: the second moment has a standard deviation of 0.0158 of itself.
    expect(Math.abs(square / 0.01 - 1)).toBeLessThan(5 * 0.0158);
    const wide = trajectoryConsistent(10)(0, 100, stream(), 3);
    expect([Math.min(...wide), Math.max(...wide)]).toEqual([-1, 1]);
    expect(() => trajectoryConsistent(0)).toThrow(/σ must be positive, got 0/);
  });
});
