/** Watching a policy act, inside a cell. */

import type { Opening } from '../../compute/index.js';
import type { VectorEnv } from '../../environments/index.js';
import type { OwnBase } from '../../policies/index.js';
import type { EvaluationPolicy, TrainedAgent } from '../../training/index.js';
import { cellSignal } from '../cell/cellSignal.js';
import { showHtml } from '../cell/display.js';
import { escapeHtml } from '../cell/escapeHtml.js';
import { type Episode, rolloutEpisode } from './rolloutEpisode.js';

/** Whom to watch, and how. */
export interface WatchOptions {
  /** A trained agent; the base policy alone by default. */
  readonly trained?: TrainedAgent;
  /** A residual written by hand, from `residualByHand`. */
  readonly residual?: EvaluationPolicy['residual'];
  /** Kind of the base policy, or one of the reader's own; default the trained agent's, else `diffusion`. */
  readonly baseKind?: string | OwnBase;
  /** A line above the pictures. */
  readonly title?: string;
  /** Width of one animation in CSS pixels; default 280. */
  readonly width?: number;
  /** Draws every n-th primitive step; default 3. */
  readonly every?: number;
}

/**
 * Runs the episodes of some seeds and shows them as animations, side by side.
 *
 * @param task task name
 * @param seeds one episode each, as an evaluation runs it
 * @param options whom to watch, and how
 * @returns the episodes
 */
export async function watchEpisodes(
  task: string,
  seeds: readonly number[],
  options: WatchOptions = {},
): Promise<Episode[]> {
  const episodes = await playEpisodes(task, seeds, options);
  await showEpisodes(episodes, options);
  return episodes;
}

/**
 * Runs the episodes of some seeds.
 *
 * @param task task name
 * @param seeds one episode each, as an evaluation runs it
 * @param options whom to watch
 * @returns the episodes
 */
export async function playEpisodes(
  task: string,
  seeds: readonly number[],
  options: Pick<WatchOptions, 'trained' | 'residual' | 'baseKind'>,
): Promise<Episode[]> {
  const [{ opening }, { envSpec }] = await Promise.all([
    import('../../compute/index.js'),
    import('../../tasks/index.js'),
  ]);
  const { obsDim } = envSpec(task);
  const opened = opening();
  const episodes: Episode[] = [];
  try {
    const { env, policy } = await openWatched(task, options, opened);
    for (const seed of seeds) {
      const { observations, ...episode } = await rolloutEpisode(env, policy, seed, cellSignal());
      // Behind the task's own numbers stands what an encoder makes of a picture, or the picture.
      episodes.push({ ...episode, observations: observations.map((obs) => obs.subarray(0, obsDim)) });
    }
  } finally {
    await opened.close();
  }
  return episodes;
}

/** One environment as base policy and residual see it, stepped one action at a time, and both of them. */
async function openWatched(
  task: string,
  { trained, residual, baseKind }: Pick<WatchOptions, 'trained' | 'residual' | 'baseKind'>,
  opened: Opening,
): Promise<{ readonly env: VectorEnv; readonly policy: EvaluationPolicy }> {
  const [{ closeIt }, { createSeenEnv, loadBasePolicy }, { createResidualPolicy, residualDims }] = await Promise.all([
    import('../../compute/index.js'),
    import('../../policies/index.js'),
    import('../../training/index.js'),
  ]);
  const base = opened.keep(await loadBasePolicy(task, { kind: baseKind ?? trained?.baseKind, batch: 1 }), closeIt);
  const picture = trained?.acting.algorithm.picture;
  const env = opened.keep(await createSeenEnv(task, { ...base, executeSteps: 1 }, { slots: 1, picture }), closeIt);
  if (!trained) return { env, policy: { base, residual } };
  const { acting, actor, lambda } = trained;
  const dims = residualDims({ spec: env.spec, executeSteps: base.executeSteps });
  const policy = opened.keep(await createResidualPolicy(acting, actor, dims, 1), (it) => it.dispose());
  return { env, policy: { base, residual: { policy, actor, lambda } } };
}

async function showEpisodes(episodes: readonly Episode[], options: WatchOptions): Promise<void> {
  const [{ envSpec, episodeFrames }, { rolloutAnimation }] = await Promise.all([
    import('../../tasks/index.js'),
    import('../../pictures/index.js'),
  ]);
  const { width = 280, every = 3, title } = options;
  const height = Math.round(0.75 * width);
  const figures = episodes.map(({ task, seed, observations, success }) => {
    const { controlHz } = envSpec(task);
    const last = observations.length - 1;
    const ending = success ? '✓ success' : '✗ time is up';
    const caption = (i: number) => `seed ${seed} · ${(i / controlHz).toFixed(1)} s${i === last ? ` · ${ending}` : ''}`;
    const frames = episodeFrames(task, observations, { width, height, every, caption });
    return rolloutAnimation(frames, { fps: controlHz / every, alt: `Episode of seed ${seed}: ${ending}` });
  });
  const heading = title ? `<div style="font:600 14px/1.5 system-ui,sans-serif">${escapeHtml(title)}</div>` : '';
  const plain = episodes.map(({ seed, success }) => `[animation: seed ${seed}, ${success ? 'success' : 'failure'}]`);
  showHtml(heading + figures.join(''), [...(title ? [title] : []), ...plain].join('\n'));
}
