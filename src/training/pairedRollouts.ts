/** The same state twice: once with a residual for one chunk, once without, the base policy before and after. */

import { type Bounds, returnBounds } from '../diagnostics/index.js';
import type { VectorEnv } from '../environments/index.js';
import { type BasePolicy, baseActor, baseChunks, checkFits } from '../policies/index.js';
import { composeActions } from '../residual/index.js';
import { type Actor, beginEpisode, type RunningEpisode, rollOut, stacksOf } from '../rollouts/index.js';
import { checkSettings } from '../settings/index.js';
import { type PairedRolloutOptions, pairedRolloutForm } from './pairedRolloutOptions.js';
import { lastFrameFeatures } from './sight.js';

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

/** Lets the base policy act, `first` in the place of its first chunks, until every episode has ended. */
async function branch(
  env: VectorEnv,
  base: BasePolicy,
  from: readonly RunningEpisode[],
  first: Float32Array,
  { discount, signal }: PairedRolloutOptions,
): Promise<Bounds[]> {
  const alone = baseActor(base, env.spec);
  let decided: Float32Array | undefined = first;
  const actor: Actor = {
    begin: alone.begin,
    act(episodes, obsStacks) {
      const actions = decided;
      decided = undefined;
      return actions ? { actions } : alone.act(episodes, obsStacks);
    },
  };
  const rewards = new Map(from.map(({ slot }) => [slot, [] as number[]]));
  const returns = new Map<number, Bounds>();
  for await (const round of rollOut(env, actor, { from, signal }))
    for (const [row, { slot }] of round.episodes.entries()) {
      const own = rewards.get(slot)!;
      own.push(round.rewards[row]);
      const end = round.ends[row];
      if (!end) continue;
      const { lower, upper } = returnBounds({ rewards: own, end }, discount, env.reward);
      returns.set(slot, { low: lower[0], high: upper[0] });
    }
  return from.map(({ slot }) => returns.get(slot)!);
}

/** Begins an episode in every slot and lets the base policy act; returns the episodes that go on. */
async function approach(env: VectorEnv, base: BasePolicy, options: PairedRolloutOptions): Promise<RunningEpisode[]> {
  const { firstSeed, chunksBefore, signal } = options;
  const actor = baseActor(base, env.spec);
  const from: RunningEpisode[] = [];
  for (let slot = 0; slot < env.slots; slot++) from.push(await beginEpisode(env, actor, slot, firstSeed + slot, slot));
  if (chunksBefore === 0) return from;
  let rounds = 0;
  for await (const { episodes, ends } of rollOut(env, actor, { from, signal }))
    if (++rounds === chunksBefore) return episodes.filter((_, row) => !ends[row]);
  return [];
}

/** @throws Error on environments that cannot save their state */
function savedBy({ spec, snapshot, restore }: VectorEnv) {
  if (snapshot && restore) return { snapshot, restore };
  throw new Error(`pairedRollouts: ${spec.id} cannot save the state of its environments, so that nothing can branch.`);
}

/** @throws RangeError on a residual of another length than a chunk, or that is not finite */
function residualOf(
  { features, base }: Pick<PairedRollout, 'features' | 'base'>,
  { residual: choose }: PairedRolloutOptions,
): Float32Array {
  const residual = choose(features, base);
  if (residual?.length !== base.length)
    throw new RangeError(`pairedRollouts: a residual has ${residual?.length ?? 'no'} entries, a chunk ${base.length}.`);
  const bad = residual.find((entry) => !Number.isFinite(entry));
  if (bad !== undefined)
    throw new RangeError(`pairedRollouts: an entry of a residual is ${bad}; every one must be a finite number.`);
  return residual;
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
 * @throws RangeError on options out of their range, and on a residual of the wrong length or with entries that are
 * not finite; the signal's reason when it stops
 */
export async function pairedRollouts(
  env: VectorEnv,
  base: BasePolicy,
  options: PairedRolloutOptions,
): Promise<PairedRollout[]> {
  checkSettings(pairedRolloutForm, options, 'pairedRollouts');
  checkFits(base, env);
  const { snapshot, restore } = savedBy(env);
  const episodes = await approach(env, base, options);
  if (episodes.length === 0) return [];
  const slots = episodes.map(({ slot }) => slot);
  const stacks = stacksOf(env, slots);
  const features = lastFrameFeatures(env, stacks);
  const chunks = await baseChunks(base, env.spec, slots, stacks);
  const rowOf = (array: Float32Array, row: number) =>
    array.slice((row * array.length) / slots.length, ((row + 1) * array.length) / slots.length);
  const rows = slots.map((_, row) => ({ features: rowOf(features, row), base: rowOf(chunks, row) }));
  const residuals = rows.map((row) => residualOf(row, options));
  const all = Float32Array.from(residuals.flatMap((residual) => [...residual]));
  const [envState, baseState] = [await snapshot(), base.snapshot()];
  const without = await branch(env, base, episodes, chunks, options);
  await restore(envState);
  base.restore(baseState);
  const withResidual = await branch(env, base, episodes, composeActions(chunks, all, options.lambda), options);
  return rows.map((row, i) => ({
    ...row,
    residual: residuals[i],
    withResidual: withResidual[i],
    without: without[i],
  }));
}
