import { describe, expect, it } from 'vitest';
import type { SampleSpec } from '../../../src/algorithms/index.js';
import { copyTree, type NdArray } from '../../../src/arrays/index.js';
import { randomStream } from '../../../src/random/index.js';
import {
  createBatch,
  createReplay,
  nStepBackup,
  pushTransition,
  sampleBatch,
  type Transition,
} from '../../../src/training/index.js';
import { replayRows, restoreReplay } from '../../../src/training/replay/replayRows.js';

const spec = { obs: { shape: [2] }, chunkDim: 3 };
const plain: SampleSpec = { nStep: 1, noise: { noiseT: { shape: [3] }, noiseTm1: { shape: [3] } }, secondShare: 0 };
const transition = (mark: number, rest: Partial<Transition> = {}): Transition => ({
  obsTm1: [mark, mark],
  obsT: [mark + 0.5, mark],
  baseTm1: [mark, mark, mark],
  baseT: [mark, mark, mark + 0.25],
  residualTm1: [mark, mark, mark],
  rewardT: -mark,
  discountT: 0.5,
  slot: 0,
  ends: false,
  ...rest,
});
const columns = (tree: unknown) => tree as Readonly<Record<string, NdArray>>;
const filled = (capacity: number, transitions: readonly Transition[], slots = 1) => {
  const replay = createReplay(spec, capacity, slots);
  for (const one of transitions) pushTransition(replay, one);
  return replay;
};

describe('replay', () => {
  it('overwrites the oldest transition when full', () => {
    const replay = filled(
      3,
      [1, 2, 3, 4].map((mark) => transition(mark)),
    );
    expect(replay.size).toBe(3);
    expect([...columns(replay.columns).rewardT.data]).toEqual([-4, -2, -3]);
  });

  it('samples whole rows uniformly, with fresh noise', () => {
    const replay = filled(
      10,
      [1, 2, 3, 4].map((mark) => transition(mark)),
    );
    const batch = columns(createBatch(spec, plain, 4000));
    sampleBatch(replay, randomStream(1, 'replay'), batch, plain);
    const counts = [0, 0, 0, 0, 0];
    for (let row = 0; row < 4000; row++) {
      const mark = batch.obsTm1.data[2 * row];
      counts[mark]++;
      expect(batch.rewardT.data[row]).toBe(-mark);
      expect(batch.obsT.data[2 * row]).toBe(mark + 0.5);
      expect(batch.baseT.data[3 * row + 2]).toBe(mark + 0.25);
    }
    // 4000 draws of probability 1/4: standard deviation 27.
    for (const count of counts.slice(1)) expect(Math.abs(count - 1000)).toBeLessThan(5 * 27.4);
    const mean = (batch.noiseT.data as Float32Array).reduce((sum, x) => sum + x, 0) / batch.noiseT.data.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
  });

  it('draws a row for each place, then the noise by name: the numbers of recorded runs', () => {
    const replay = filled(
      10,
      [1, 2, 3, 4, 5].map((mark) => transition(mark)),
    );
    const batch = columns(createBatch(spec, plain, 6));
    sampleBatch(replay, randomStream(7, 'replay'), batch, plain);
    const stream = randomStream(7, 'replay');
    const drawn = Array.from({ length: 6 }, () => -(1 + stream.integer(5)));
    expect([...batch.rewardT.data]).toEqual(drawn);
    expect(batch.noiseT.data).toEqual(stream.fillNormal(new Float32Array(18)));
    expect(batch.noiseTm1.data).toEqual(stream.fillNormal(new Float32Array(18)));
    expect([...batch.discountT.data]).toEqual(Array(6).fill(0.5));
  });

  it('stores nothing of a transition that is not finite, or has another length', () => {
    const replay = createReplay(spec, 3);
    expect(() => pushTransition(replay, transition(1, { obsT: [Number.NaN, 0] }))).toThrow(/'obsT'.*not stored/);
    expect(() => pushTransition(replay, transition(1, { baseT: [1, 2] }))).toThrow(
      "'baseT' has 2 numbers, expected 3; the transition was not stored",
    );
    expect(replay.size).toBe(0);
  });
});

describe('n-step returns', () => {
  // γ = 1/2. One episode of three chunks that terminates, then the first two chunks of the next.
  const episode = [
    transition(1),
    transition(2),
    transition(4, { discountT: 0, ends: true }),
    transition(8),
    transition(16),
  ];

  it('sum discounted rewards, worked by hand', () => {
    const replay = filled(10, episode);
    expect(nStepBackup(replay, 0, 1)).toEqual({ last: 0, reward: -1, discount: 0.5 });
    expect(nStepBackup(replay, 0, 2)).toEqual({ last: 1, reward: -1 - 2 / 2, discount: 0.25 });
    // −1 − 2/2 − 4/4, and nothing is backed up behind a termination.
    expect(nStepBackup(replay, 0, 3)).toEqual({ last: 2, reward: -3, discount: 0 });
    expect(nStepBackup(replay, 0, 9)).toEqual({ last: 2, reward: -3, discount: 0 });
    expect(nStepBackup(replay, 1, 3)).toEqual({ last: 2, reward: -2 - 4 / 2, discount: 0 });
    // What is not collected yet: a shorter sum, backed up from where it ends.
    expect(nStepBackup(replay, 3, 3)).toEqual({ last: 4, reward: -8 - 16 / 2, discount: 0.25 });
    expect(nStepBackup(replay, 4, 3)).toEqual({ last: 4, reward: -16, discount: 0.5 });
  });

  it('end at a truncation, and back up from there', () => {
    const replay = filled(10, [transition(1), transition(2, { ends: true }), transition(4)]);
    expect(nStepBackup(replay, 0, 3)).toEqual({ last: 1, reward: -2, discount: 0.25 });
  });

  it('follow one environment among many', () => {
    const both = [1, 2, 4].flatMap((mark) => [transition(mark), transition(10 * mark, { slot: 1 })]);
    const replay = filled(10, both, 2);
    expect(nStepBackup(replay, 0, 3)).toEqual({ last: 4, reward: -3, discount: 0.125 });
    expect(nStepBackup(replay, 1, 2)).toEqual({ last: 3, reward: -20, discount: 0.25 });
  });

  it('do not run over what was overwritten', () => {
    const replay = filled(
      3,
      [1, 2, 4, 8, 16].map((mark) => transition(mark)),
    );
    // The ring holds 8, 16, 4 in rows 0, 1, 2: 4 → 8 → 16, and the newest has no successor.
    expect(nStepBackup(replay, 2, 9)).toEqual({ last: 1, reward: -4 - 8 / 2 - 16 / 4, discount: 0.125 });
    expect(nStepBackup(replay, 1, 9).last).toBe(1);
    const crowded = filled(1, [transition(1), transition(2, { slot: 1 }), transition(4)], 2);
    expect(nStepBackup(crowded, 0, 3)).toEqual({ last: 0, reward: -4, discount: 0.5 });
  });

  it('reach a batch: rewards and next states of the sum, first states and actions of its beginning', () => {
    const replay = filled(10, episode);
    const three = { ...plain, nStep: 3 };
    const batch = columns(createBatch(spec, three, 200));
    sampleBatch(replay, randomStream(3, 'replay'), batch, three);
    const ends: Record<number, readonly [number, number, number]> = {
      1: [4, -3, 0],
      2: [4, -4, 0],
      4: [4, -4, 0],
      8: [16, -16, 0.25],
      16: [16, -16, 0.5],
    };
    for (let row = 0; row < 200; row++) {
      const mark = batch.obsTm1.data[2 * row];
      const [last, reward, discount] = ends[mark];
      expect([batch.obsT.data[2 * row], batch.baseT.data[3 * row + 2]]).toEqual([last + 0.5, last + 0.25]);
      expect([batch.rewardT.data[row], batch.discountT.data[row]]).toEqual([reward, discount]);
      expect([batch.baseTm1.data[3 * row], batch.residualTm1.data[3 * row]]).toEqual([mark, mark]);
    }
  });

  it('are the same after a checkpoint, and go on', () => {
    const replay = filled(4, episode.slice(0, 4));
    const rows = copyTree(replayRows(replay));
    const other = createReplay(spec, 4);
    restoreReplay(other, rows, replay.cursor);
    for (const ring of [replay, other]) pushTransition(ring, transition(16));
    expect(other).toEqual(replay);
    expect(nStepBackup(other, 3, 3)).toEqual({ last: 0, reward: -16, discount: 0.25 });
  });
});

describe('a second buffer', () => {
  it('gives its share of a batch, behind the rows of the first', () => {
    const [own, second] = [filled(4, [transition(1)]), filled(4, [transition(7)])];
    const sampling = { ...plain, secondShare: 0.25 };
    const batch = columns(createBatch(spec, sampling, 8));
    sampleBatch(own, randomStream(1, 'replay'), batch, sampling, second);
    expect([...batch.rewardT.data]).toEqual([-1, -1, -1, -1, -1, -1, -7, -7]);
  });

  it('must be there, and hold something', () => {
    const sampling = { ...plain, secondShare: 0.5 };
    const batch = createBatch(spec, sampling, 8);
    for (const second of [undefined, createReplay(spec, 4)])
      expect(() => sampleBatch(filled(4, [transition(1)]), randomStream(1, 'replay'), batch, sampling, second)).toThrow(
        '4 of 8 rows come from a second buffer, and there is none, or it is empty',
      );
    expect(() => createBatch(spec, { ...plain, secondShare: 1 }, 8)).toThrow(/number in \[0, 1\)/);
  });
});

describe('observations of several arrays', () => {
  const pictures = { obs: { state: { shape: [2] }, rgb: { shape: [1, 2, 3], dtype: 'uint8' as const } }, chunkDim: 3 };
  const seen = (mark: number) => ({ state: [mark, -mark], rgb: Uint8Array.of(mark, 1, 2, 3, 4, 255) });

  it('are kept in their own types, and reach a batch as float32 by name', () => {
    const replay = createReplay(pictures, 5);
    pushTransition(replay, { ...transition(1), obsTm1: seen(9), obsT: seen(10) });
    const kept = replay.columns as unknown as { obsT: { rgb: NdArray } };
    expect(kept.obsT.rgb.data).toBeInstanceOf(Uint8Array);
    const batch = createBatch(pictures, plain, 2) as unknown as Record<'obsTm1' | 'obsT', Record<string, NdArray>>;
    sampleBatch(replay, randomStream(1, 'replay'), batch, plain);
    expect(batch.obsT.rgb).toEqual({
      shape: [2, 1, 2, 3],
      data: Float32Array.of(10, 1, 2, 3, 4, 255, 10, 1, 2, 3, 4, 255),
    });
    expect([...batch.obsTm1.state.data]).toEqual([9, -9, 9, -9]);
  });
});

it('has room for whole transitions only, and gives none before there are any', () => {
  for (const capacity of [0, 2.5, Number.NaN])
    expect(() => createReplay(spec, capacity)).toThrow(/at least 1, transitions/);
  expect(() => createBatch(spec, plain, 32.5)).toThrow(
    'createBatch: the batch size is 32.5; it must be an integer of at least 1',
  );
  expect(() => createBatch(spec, { ...plain, nStep: 0 }, 4)).toThrow(/nStep is 0; it must be an integer of at least 1/);
  const sample = () =>
    sampleBatch(createReplay(spec, 4), randomStream(1, 'replay'), createBatch(spec, plain, 2), plain);
  expect(sample).toThrow(/the replay is empty/);
});
