/** Episodes of a base policy alone, several side by side. */

import { giveWay } from '../compute/index.js';
import type { Env } from '../environments/index.js';
import { baseChunks } from './baseChunks.js';
import type { BasePolicy } from './basePolicy.js';

/** How an episode ended. */
export interface EpisodeOutcome {
  /** Reset seed of the episode. */
  readonly seed: number;
  readonly success: boolean;
  /** Primitive steps that it took. */
  readonly steps: number;
}

/** One running episode: the environment, the recent observations, the steps so far. */
class Rollout {
  readonly stack: Float32Array[] = [];
  steps = 0;
  seed = 0;

  constructor(
    readonly slot: number,
    readonly env: Env,
    private readonly horizon: number,
  ) {}

  start(seed: number): void {
    this.seed = seed;
    this.steps = 0;
    this.stack.length = 0;
    this.push(this.env.reset(seed));
  }

  /** Executes a chunk. @returns whether the episode succeeded, undefined while it runs */
  execute(chunk: Float32Array): boolean | undefined {
    const width = this.env.spec.actionDim;
    for (let from = 0; from < chunk.length; from += width) {
      const { obs, terminated, truncated, success } = this.env.step(chunk.subarray(from, from + width));
      this.steps++;
      this.push(obs);
      if (success || terminated || truncated) return success;
    }
    return undefined;
  }

  private push(obs: Float32Array): void {
    this.stack.push(obs);
    while (this.stack.length < this.horizon) this.stack.push(obs);
    if (this.stack.length > this.horizon) this.stack.shift();
  }
}

function gather(rollouts: readonly Rollout[], obsDim: number, horizon: number): Float32Array {
  const stacks = new Float32Array(rollouts.length * horizon * obsDim);
  rollouts.forEach(({ stack }, i) => {
    stack.forEach((obs, h) => {
      stacks.set(obs, (i * horizon + h) * obsDim);
    });
  });
  return stacks;
}

/**
 * Plays one episode per seed. Every environment is a slot of the policy; a slot whose episode ends takes the next seed.
 *
 * @param policy the policy, with at least as many slots as there are environments
 * @param envs environments of its task
 * @param seeds seeds for the reset and for the policy's noise
 * @param onEnd called as each episode ends, in the order of their ends
 * @param signal stops between chunks
 * @throws the signal's reason when it stops
 */
export async function playEpisodes(
  policy: BasePolicy,
  envs: readonly Env[],
  seeds: readonly number[],
  onEnd: (outcome: EpisodeOutcome) => void,
  signal?: AbortSignal,
): Promise<void> {
  const pending = seeds.values();
  const begin = (rollout: Rollout): boolean => {
    const { value: seed, done } = pending.next();
    if (done) return false;
    rollout.start(seed);
    policy.reset(rollout.slot, seed);
    return true;
  };
  const turn = giveWay(signal);
  const width = policy.executeSteps * policy.actionDim;
  let running = envs.map((env, slot) => new Rollout(slot, env, policy.obsHorizon)).filter(begin);
  while (running.length > 0) {
    const slots = running.map(({ slot }) => slot);
    await turn();
    const { spec } = envs[0];
    const chunks = await baseChunks(policy, spec, slots, gather(running, spec.obsDim, policy.obsHorizon));
    running = running.filter((rollout, i) => {
      const success = rollout.execute(chunks.subarray(i * width, (i + 1) * width));
      if (success === undefined) return true;
      onEnd({ seed: rollout.seed, success, steps: rollout.steps });
      return begin(rollout);
    });
  }
}
