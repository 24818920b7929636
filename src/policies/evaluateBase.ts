/** How good a base policy is on its own. */

import { createEnv, type Env } from '../environments/index.js';
import { type Interval, wilson } from '../statistics/index.js';
import type { BasePolicy } from './basePolicy.js';

/** How to evaluate. */
export interface BaseEvaluation {
  /** Episodes; 200 by default. */
  readonly episodes?: number;
  /** Seed of the first episode, for the reset and for the policy's noise; the others follow. 1,000,000 by default. */
  readonly firstSeed?: number;
  /** Episodes that run side by side: at most the policy's batch. 1 by default. */
  readonly slots?: number;
  /** Called after every episode. */
  readonly onEpisode?: (done: number, successes: number) => void;
}

/** The outcome: success once per episode. */
export interface BaseEvaluationResult {
  readonly task: string;
  readonly kind: string;
  readonly episodes: number;
  readonly firstSeed: number;
  readonly successes: number;
  /** The success rate with its 95 % Wilson interval. */
  readonly success: Interval;
  /** Mean primitive steps of the successful episodes; NaN when there is none. */
  readonly meanSteps: number;
  readonly seconds: number;
}

/** One running episode: the environment, the recent observations, the steps so far. */
class Rollout {
  readonly stack: Float32Array[] = [];
  steps = 0;

  constructor(
    readonly slot: number,
    readonly env: Env,
    private readonly horizon: number,
  ) {}

  start(seed: number): void {
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
      if (terminated || truncated) return success;
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
 * Runs a base policy alone, with new seeds for every episode, and counts the episodes with a success.
 *
 * @param task task name
 * @param policy a policy made for it
 * @param options episodes, seeds, slots
 * @returns the success rate with its interval, and what it took
 * @throws Error when the policy was made for another task
 */
export async function evaluateBase(
  task: string,
  policy: BasePolicy,
  { episodes = 200, firstSeed = 1_000_000, slots = 1, onEpisode }: BaseEvaluation = {},
): Promise<BaseEvaluationResult> {
  if (policy.task !== task) throw new Error(`evaluateBase: the policy was made for ${policy.task}, not for ${task}.`);
  const started = performance.now();
  const envs = await Promise.all(Array.from({ length: Math.min(slots, episodes) }, () => createEnv(task)));
  const { obsHorizon } = policy;
  let next = 0;
  let [done, successes, successSteps] = [0, 0, 0];
  const begin = (rollout: Rollout): boolean => {
    if (next >= episodes) return false;
    const seed = firstSeed + next++;
    rollout.start(seed);
    policy.reset(rollout.slot, seed);
    return true;
  };
  let running = envs.map((env, slot) => new Rollout(slot, env, obsHorizon)).filter(begin);
  while (running.length > 0) {
    const stacks = gather(running, envs[0].spec.obsDim, obsHorizon);
    const chunks = await policy.act(
      running.map(({ slot }) => slot),
      stacks,
    );
    const width = policy.executeSteps * policy.actionDim;
    running = running.filter((rollout, i) => {
      const success = rollout.execute(chunks.subarray(i * width, (i + 1) * width));
      if (success === undefined) return true;
      if (success) {
        successes++;
        successSteps += rollout.steps;
      }
      onEpisode?.(++done, successes);
      return begin(rollout);
    });
  }
  for (const env of envs) env.close();
  const seconds = (performance.now() - started) / 1000;
  const meanSteps = successSteps / successes;
  return {
    task,
    kind: policy.kind,
    episodes,
    firstSeed,
    successes,
    success: wilson(successes, episodes),
    meanSteps,
    seconds,
  };
}
