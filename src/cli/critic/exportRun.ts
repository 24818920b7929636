/** The critic of a run of this library, and episodes of it, as files that a report reads. */

import { join } from 'node:path';
import { criticModel, encodeTransitions } from '../../criticReport/index.js';
import { writeFileAtomic } from '../../files/index.js';
import { loadParts } from '../../parts/index.js';
import { sparseReward } from '../../rewards/index.js';
import { EVALUATION_SEED } from '../../rollouts/index.js';
import { readManifest, writtenParts } from '../../runs/index.js';
import {
  evaluateTrained,
  loadTrainedAgent,
  loadTrainedState,
  METRICS_FILE,
  type Probe,
  readRecords,
  traceEpisodes,
} from '../../training/index.js';

/** What is exported. */
export interface ExportedCritic {
  readonly model: string;
  readonly transitions: string;
}

/**
 * Exports a run's critic, and what its policy, or its base policy alone, goes through on the evaluation's first episodes.
 *
 * @param directory of a run that `dawnlab train --out` or a sweep made
 * @param out folder of the two files
 * @param options how many episodes; whose
 * @returns paths of the model and of the transitions
 * @throws Error on a directory without a run or a checkpoint
 */
export async function exportRun(
  directory: string,
  out: string,
  { episodes, policy }: { readonly episodes: number; readonly policy: 'agent' | 'base' },
): Promise<ExportedCritic> {
  const manifest = readManifest(directory);
  if (manifest === undefined || manifest === 'damaged')
    throw new Error(
      `${directory} is no run that dawnlab train --out made: it has no manifest. Its agent is not known.`,
    );
  const { spec } = manifest;
  const { agent } = await loadParts<Probe>(writtenParts(spec), spec.content.own);
  const tracer = traceEpisodes(episodes);
  const residual = policy === 'agent' ? 'deterministic' : 'none';
  const protocol = { residual, episodes, firstSeed: EVALUATION_SEED, success: 'once' } as const;
  const physics = spec.own?.task ? undefined : spec.physics;
  await evaluateTrained(loadTrainedAgent(directory, agent), protocol, { physics, onChunk: tracer.onChunk });
  const traces = tracer.traces();
  const [{ features, base }] = traces[0];
  const start = readRecords(join(directory, METRICS_FILE)).find((record) => record.kind === 'start');
  const { low, high } = start?.reward ?? sparseReward;
  const { lambda, discount } = agent.settings;
  const files = { model: join(out, 'critic.onnx'), transitions: join(out, 'transitions.npz') };
  const dims = { featureDim: features.length, chunkDim: base.length };
  writeFileAtomic(files.model, criticModel(agent, dims, loadTrainedState(directory)));
  writeFileAtomic(files.transitions, encodeTransitions(traces, { lambda, discount, reward: { low, high } }));
  return files;
}
