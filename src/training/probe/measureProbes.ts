/** Measuring: what probes look at, and what they say of it. */

import { kindText } from '../../settings/index.js';
import { fixedNoise } from './chunkRows.js';
import type { EpisodeTrace } from './episodeTraces.js';
import type { LookedChunk, Probe, ProbeValues, ProbeViews, Traced, Traces } from './probe.js';
import { describeValue } from './probes.js';
import { declaredViews } from './probeViews.js';

/** Residuals per state whose Q-values are told apart. */
const RESIDUALS = 4;

/**
 * Episodes with their chunks.
 *
 * @param episodes traces
 * @returns both
 */
export function tracedOf(episodes: readonly EpisodeTrace[] = []): Traced {
  return { episodes, chunks: episodes.flat() };
}

/**
 * States to look at: chunks without their residuals, and with fixed ones.
 *
 * @param chunks where the states come from
 * @param count how many; fewer chunks are repeated
 * @returns states, and the same with residuals uniform in [−1, 1]; none without chunks
 */
export function statesOf(chunks: readonly LookedChunk[], count: number): Pick<Traces, 'states' | 'moved'> {
  if (chunks.length === 0) return { states: [], moved: [] };
  const chunkDim = chunks[0].base.length;
  const still = new Float32Array(chunkDim);
  const states = Array.from({ length: count }, (_, i) => ({ ...chunks[i % chunks.length], residual: still }));
  const moved = Array.from({ length: RESIDUALS }, (_, j) => {
    const { data } = fixedNoise(count, chunkDim, 1 + j).uniform;
    const row = (i: number) => (data as Float32Array).subarray(i * chunkDim, (i + 1) * chunkDim);
    return states.map((state, i) => ({ ...state, residual: row(i) }));
  });
  return { states, moved };
}

/** @throws Error when a probe returns no record */
async function measured(probe: Probe, views: ProbeViews, traces: Traces): Promise<Partial<ProbeValues>> {
  const values: unknown = await probe.measure(declaredViews(views, probe), traces);
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values;
  throw new Error(
    `The probe '${probe.name}' returned ${kindText(values)}; it returns numbers by name, for instance ` +
      `{ ${Object.keys(probe.values)[0] ?? 'value'}: 0.5 }.`,
  );
}

/**
 * Measures probes, one after the other.
 *
 * @param probes which
 * @param views what the networks say now
 * @param traces what they are asked about
 * @returns all values by name
 * @throws Error on a probe that returns a value which it does not describe, or asks for a view which it does not declare
 */
export async function measureProbes(probes: readonly Probe[], views: ProbeViews, traces: Traces): Promise<ProbeValues> {
  const all: [string, number][] = [];
  for (const probe of probes)
    for (const [name, value] of Object.entries(await measured(probe, views, traces))) {
      if (value === undefined) continue;
      if (describeValue(name, [probe]) === undefined || typeof value !== 'number')
        throw new Error(
          `The probe '${probe.name}' returned ${name} = ${value}; it measures numbers, and describes ` +
            `[${Object.keys(probe.values).join(', ')}]. Describe the value in \`values\`, or leave it out.`,
        );
      all.push([name, value]);
    }
  return Object.fromEntries(all);
}
