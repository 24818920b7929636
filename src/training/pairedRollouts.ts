/** The same state twice: once with a residual for one chunk, once without, the base policy before and after. */

import { z } from 'zod';
import { giveWay } from '../compute/index.js';
import { type Bounds, returnBounds } from '../diagnostics/index.js';
import { chunkEnd, chunkReward, type VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseChunks, checkFits } from '../policies/index.js';
import { composeActions } from '../residual/index.js';
import { checkSettings, integerFrom, numberIn, strictSettings } from '../settings/index.js';
import { lastFrameFeatures } from './collector.js';

/** Where to branch, and with what. */
export interface PairedRolloutOptions {
  /** Seed of the episode in the first slot; the other slots have the next ones. */
  readonly firstSeed: number;
  /** Chunks of the base policy before the branch. Episodes that end before are left out. */
  readonly chunksBefore: number;
  /** The residual of one chunk, from the row's features and base chunk; [chunkDim] in [−1, 1]. */
  readonly residual: (features: Float32Array, base: Float32Array) => Float32Array;
  /** Bound λ. */
  readonly lambda: number;
  /** γ per chunk. */
  readonly discount: number;
  readonly signal?: AbortSignal;
}

const optionsForm = strictSettings('option of pairedRollouts', {
  firstSeed: integerFrom(0, 'the seed of the first episode'),
  chunksBefore: integerFrom(0, 'chunks of the base policy'),
  residual: z.custom((value) => typeof value === 'function', 'must be a function'),
  lambda: numberIn('[0, ∞)', 'the bound of the residual'),
  discount: numberIn('[0, 1)', 'per chunk'),
  signal: z.unknown().optional(),
} satisfies Record<keyof PairedRolloutOptions, z.ZodType>);

/** A branching point and what followed on either side. */
export interface PairedRollout {
  /** Features of the state, [featureDim]. */
  readonly features: Float32Array;
  /** Base chunk there, and the residual that one branch added, [chunkDim] each. */
  readonly base: Float32Array;
  readonly residual: Float32Array;
  /** Bounds of the return with the residual, and without it; equal bounds where the episode terminated. */
  readonly withResidual: Bounds;
  readonly without: Bounds;
}

/** Steps the base policy, `first` added to its first chunk, until every slot's episode has ended. */
async function rollOut(
  env: VectorEnv,
  base: BasePolicy,
  slots: readonly number[],
  first: Float32Array,
  options: PairedRolloutOptions,
): Promise<Bounds[]> {
  const rewards = new Map(slots.map((slot) => [slot, [] as number[]]));
  const ends = new Map<number, 'terminated' | 'truncated'>();
  const turn = giveWay(options.signal);
  let actions = first;
  let active = [...slots];
  while (active.length > 0) {
    await turn();
    const step = await env.stepChunks(active, actions);
    for (const [row, slot] of active.entries()) {
      rewards.get(slot)!.push(chunkReward(step, row));
      const end = chunkEnd(step, row);
      if (end) ends.set(slot, end);
    }
    active = active.filter((slot) => !ends.has(slot));
    if (active.length > 0) actions = await baseChunks(base, env.spec, active, stacksOf(env, active));
  }
  return slots.map((slot) => {
    const { lower, upper } = returnBounds({ rewards: rewards.get(slot)!, end: ends.get(slot)! }, options.discount);
    return { low: lower[0], high: upper[0] };
  });
}

function stacksOf(env: VectorEnv, slots: readonly number[]): Float32Array {
  const dim = env.obsHorizon * env.spec.obsDim;
  const stacks = new Float32Array(slots.length * dim);
  slots.forEach((slot, row) => {
    stacks.set(env.obsStacks.subarray(slot * dim, (slot + 1) * dim), row * dim);
  });
  return stacks;
}

/** Resets every slot and lets the base policy act; returns the slots whose episodes go on. */
async function approach(env: VectorEnv, base: BasePolicy, options: PairedRolloutOptions): Promise<number[]> {
  const turn = giveWay(options.signal);
  let active = Array.from({ length: env.slots }, (_, slot) => slot);
  for (const slot of active) {
    base.reset(slot, options.firstSeed + slot);
    await env.reset(slot, options.firstSeed + slot);
  }
  for (let chunk = 0; chunk < options.chunksBefore && active.length > 0; chunk++) {
    await turn();
    const step = await env.stepChunks(active, await baseChunks(base, env.spec, active, stacksOf(env, active)));
    active = active.filter((_, row) => !chunkEnd(step, row));
  }
  return active;
}

/**
 * Paired rollouts from restored snapshots: what one residual chunk is really worth.
 *
 * Simulator and base policy are put back to the same state before the second branch, so that the branches differ by the
 * residual alone: ΔG = G(s, a_b + λu, then base) − G(s, a_b, then base).
 *
 * @param env environments, one pair per slot; their state is overwritten
 * @param base base policy with as many slots
 * @param options where to branch and with what residual
 * @returns a pair for each slot whose episode lasted that long
 * @throws RangeError on options out of their range, and on a residual of the wrong length; the signal's reason when it stops
 */
export async function pairedRollouts(
  env: VectorEnv,
  base: BasePolicy,
  options: PairedRolloutOptions,
): Promise<PairedRollout[]> {
  checkSettings(optionsForm, options, 'pairedRollouts');
  checkFits(base, env);
  const slots = await approach(env, base, options);
  if (slots.length === 0) return [];
  const stacks = stacksOf(env, slots);
  const features = lastFrameFeatures(env, stacks);
  const chunks = await baseChunks(base, env.spec, slots, stacks);
  const rowOf = (array: Float32Array, row: number) =>
    array.slice((row * array.length) / slots.length, ((row + 1) * array.length) / slots.length);
  const rows = slots.map((_, row) => ({ features: rowOf(features, row), base: rowOf(chunks, row) }));
  const residuals = rows.map((row) => options.residual(row.features, row.base));
  const wrong = residuals.find((residual) => residual.length !== rows[0].base.length);
  if (wrong)
    throw new RangeError(`pairedRollouts: a residual has ${wrong.length} entries, a chunk ${rows[0].base.length}.`);
  const all = Float32Array.from(residuals.flatMap((residual) => [...residual]));
  const [envState, baseState] = [await env.snapshot(), base.snapshot()];
  const without = await rollOut(env, base, slots, chunks, options);
  await env.restore(envState);
  base.restore(baseState);
  const withResidual = await rollOut(env, base, slots, composeActions(chunks, all, options.lambda), options);
  return rows.map((row, i) => ({
    ...row,
    residual: residuals[i],
    withResidual: withResidual[i],
    without: without[i],
  }));
}
