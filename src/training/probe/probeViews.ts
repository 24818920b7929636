/** What the networks of a moment say, as probes ask for it. */

import type { Agent, ResidualSacDims, ResidualSacState } from '../../agents/index.js';
import type { NdArray } from '../../arrays/index.js';
import { chunkBlocks } from './chunkRows.js';
import type { CriticProgram, CriticView } from './criticProgram.js';
import type { LookedChunk, Probe, Views } from './probe.js';

/** The first rows of blocks, one below the other. */
function stacked(blocks: readonly NdArray[], rows: number): NdArray {
  const [, width] = blocks[0].shape;
  const data = new Float32Array(rows * width);
  let at = 0;
  for (const { data: block } of blocks) {
    data.set(block.subarray(0, Math.min(block.length, data.length - at)), at);
    at += block.length;
  }
  return { shape: [rows, width], data };
}

/** The program that looks, and its sizes. */
export interface ViewSource {
  readonly program: CriticProgram;
  readonly dims: ResidualSacDims;
  /** Chunks that the program takes at once. */
  readonly rows: number;
}

/**
 * The views of a state.
 *
 * @param source program and sizes
 * @param state networks of one moment
 * @returns the views; each list of chunks goes through the program once, whatever is asked of it
 */
export function viewsOf({ program, dims, rows }: ViewSource, state: ResidualSacState): Views {
  const known = new WeakMap<readonly LookedChunk[], Promise<readonly CriticView[]>>();
  const look = async (chunks: readonly LookedChunk[]) => {
    const views: CriticView[] = [];
    for (const block of chunkBlocks(chunks, dims, rows)) views.push(await program.view(state, block));
    return views;
  };
  const seen = (chunks: readonly LookedChunk[]) => {
    const views = known.get(chunks) ?? look(chunks);
    known.set(chunks, views);
    return views;
  };
  const column = async (chunks: readonly LookedChunk[], of: (view: CriticView) => Float32Array) =>
    (await seen(chunks)).flatMap((view) => [...of(view)]).slice(0, chunks.length);
  return {
    q: (chunks) => column(chunks, ({ q }) => q),
    logPi: (chunks) => column(chunks, ({ logPi }) => logPi),
    residual: async (chunks) =>
      stacked(
        (await seen(chunks)).map(({ actorResidual }) => actorResidual),
        chunks.length,
      ),
    async layers(chunks) {
      const views = await seen(chunks);
      return (views[0]?.layers ?? []).map((_, i) => ({
        before: stacked(
          views.map(({ layers }) => layers[i].before),
          chunks.length,
        ),
        activation: stacked(
          views.map(({ layers }) => layers[i].activation),
          chunks.length,
        ),
      }));
    },
    temperature: async () => Math.exp(state.temperature.logAlpha.data[0]),
  };
}

/**
 * Views of which an agent has something to say.
 *
 * @param agent the agent
 * @returns their names
 */
export function viewsThatThereAre({ settings }: Agent): readonly (keyof Views)[] {
  return ['q', 'residual', 'logPi', 'temperature', ...(settings.critic.layers ? ['layers' as const] : [])];
}

/**
 * Views as a probe may ask for them: those that it declares.
 *
 * @param views all views
 * @param probe who asks
 * @returns the views; others throw an Error that says what to declare
 */
export function declaredViews(views: Views, { name, needs }: Pick<Probe, 'name' | 'needs'>): Views {
  const refused = (view: string) => async (): Promise<never> => {
    throw new Error(
      `The probe '${name}' asks for the view '${view}' and needs [${needs}]. Add '${view}' to its needs.`,
    );
  };
  const entries = Object.entries(views).map(([view, ask]) => [
    view,
    needs.includes(view as keyof Views) ? ask : refused(view),
  ]);
  return Object.fromEntries(entries) as Views;
}
