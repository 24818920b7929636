/** What the networks of a moment say, as probes ask for it. */

import type { Acting } from '../../agents/index.js';
import type { ResidualDims } from '../../algorithms/index.js';
import type { ArrayTree, NdArray } from '../../arrays/index.js';
import { chunkBlocks } from './chunkRows.js';
import type { CriticProgram, CriticView } from './criticProgram.js';
import type { LookedChunk, Probe, ProbeViews } from './probe.js';

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

const NONE = new Float32Array(0);

/** The program that looks, and its sizes. */
export interface ViewSource {
  readonly program: CriticProgram;
  readonly dims: ResidualDims;
  /** Chunks that the program takes at once. */
  readonly rows: number;
  /** α of a state, of learning rules that have one. */
  readonly temperature?: (state: ArrayTree) => number;
}

/**
 * The views of a state.
 *
 * @param source program and sizes
 * @param state networks of one moment
 * @returns the views; each list of chunks goes through the program once, whatever is asked of it
 */
export function viewsOf({ program, dims, rows, temperature }: ViewSource, state: ArrayTree): ProbeViews {
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
  const rowsOf = async (chunks: readonly LookedChunk[], of: (view: CriticView) => NdArray) =>
    stacked((await seen(chunks)).map(of), chunks.length);
  return {
    q: (chunks) => column(chunks, ({ q }) => q),
    logPi: (chunks) => column(chunks, ({ logPi = NONE }) => logPi),
    residual: (chunks) => rowsOf(chunks, ({ actorResidual }) => actorResidual),
    async layers(chunks) {
      const [first] = await seen(chunks);
      const layers = (first?.layers ?? []).map(async (_, i) => ({
        before: await rowsOf(chunks, ({ layers }) => layers[i].before),
        activation: await rowsOf(chunks, ({ layers }) => layers[i].activation),
      }));
      return Promise.all(layers);
    },
    temperature: async () => temperature?.(state) ?? Number.NaN,
  };
}

/**
 * Views of which a learning rule has something to say.
 *
 * @param algorithm the learning rule
 * @param views what its networks say
 * @param chunks chunks to ask about
 * @returns names of views; a critic whose layers cannot be seen has no `layers`
 */
export async function viewsThatThereAre(
  { views: { logPi, temperature } }: Acting['algorithm'],
  views: ProbeViews,
  chunks: readonly LookedChunk[],
): Promise<readonly (keyof ProbeViews)[]> {
  const layers = chunks.length > 0 ? await views.layers(chunks) : [];
  return [
    'q',
    'residual',
    ...(logPi ? ['logPi' as const] : []),
    ...(temperature ? ['temperature' as const] : []),
    ...(layers.length > 0 ? ['layers' as const] : []),
  ];
}

/**
 * Views as a probe may ask for them: those that it declares.
 *
 * @param views all views
 * @param probe who asks
 * @returns the views; others throw an Error that says what to declare
 */
export function declaredViews(views: ProbeViews, { name, needs }: Pick<Probe, 'name' | 'needs'>): ProbeViews {
  const refused = (view: string) => async (): Promise<never> => {
    throw new Error(
      `The probe '${name}' asks for the view '${view}' and needs [${needs}]. Add '${view}' to its needs.`,
    );
  };
  const entries = Object.entries(views).map(([view, ask]) => [
    view,
    needs.includes(view as keyof ProbeViews) ? ask : refused(view),
  ]);
  return Object.fromEntries(entries) as ProbeViews;
}
