/**
 * What probes of the reader's own measure, as a hash: what they record is part of a run.
 *
 * @outsideNumerics it tells probes apart and measures no run
 */

import type { ResidualDims } from '../../algorithms/index.js';
import type { NdArray } from '../../arrays/index.js';
import { valueHash } from '../../files/index.js';
import { randomStream } from '../../random/index.js';
import { measureProbes, statesOf, tracedOf } from './measureProbes.js';
import type { LookedChunk, Probe, ProbeViews, Traces } from './probe.js';
import { chosenProbes } from './probes.js';

/** Chunks of a trial episode; units of a trial layer; chunks among the trial states. */
const [LENGTH, UNITS, STATES] = [5, 6, 8];

/**
 * Views and traces that are made up, the same at every call: two episodes a side, one that terminated and one cut off.
 *
 * @param dims sizes of features and chunk
 * @returns what a probe can be tried on without a run
 */
export function trialViews(dims: ResidualDims): { readonly views: ProbeViews; readonly traces: Traces } {
  const stream = randomStream(1, 'test');
  const array = (length: number) => stream.fillNormal(new Float32Array(length));
  const rows = (count: number, width: number): NdArray => ({ shape: [count, width], data: array(count * width) });
  const episode = (index: number, end: 'terminated' | 'truncated') =>
    Array.from({ length: LENGTH }, (_, t) => ({
      episode: index,
      features: array(dims.featureDim),
      base: array(dims.chunkDim),
      residual: array(dims.chunkDim),
      reward: -1,
      ...(t === LENGTH - 1 && { end }),
    }));
  const side = () => tracedOf([episode(0, 'terminated'), episode(1, 'truncated')]);
  const base = side();
  const traces = { base, own: side(), ...statesOf(base.chunks, STATES), lambda: 0.1, discount: 0.9 };
  const one = (chunks: readonly LookedChunk[]) => Promise.resolve([...array(chunks.length)]);
  const layer = (count: number) => ({ before: rows(count, UNITS), activation: rows(count, UNITS) });
  const views = {
    q: one,
    logPi: one,
    layers: async (chunks: readonly LookedChunk[]) => [layer(chunks.length), layer(chunks.length)],
    residual: async (chunks: readonly LookedChunk[]) => rows(chunks.length, dims.chunkDim),
    temperature: async () => 0.2,
  };
  return { views, traces: { ...traces, reward: { low: -1, high: 0 } } };
}

async function probeIdentity(probe: Probe, dims: ResidualDims): Promise<string> {
  const { name, needs, values, measure } = probe;
  const { views, traces } = trialViews(dims);
  const measured = Object.entries(await measureProbes([probe], views, traces)).map(([key, value]) => [key, `${value}`]);
  return valueHash({ name, needs, names: Object.keys(values), measured, text: String(measure) });
}

/**
 * The probes of a run by value: the library's by name, others by their text and by what they make of made-up views.
 *
 * @param choices as `train` takes them
 * @param dims sizes of features and chunk
 * @returns 16 hex digits
 * @throws whatever the probes throw
 */
export async function probesHash(choices: readonly (string | Probe)[], dims: ResidualDims): Promise<string> {
  const known: string[] = [];
  for (const probe of chosenProbes(choices)) known.push(await probeIdentity(probe, dims));
  return valueHash(known).slice(0, 16);
}
