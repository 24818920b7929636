/** Small runs for tests: seconds each, with a checkpoint every other round. */

import { currentSpec, type RunSpec } from '../../src/runs/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import type { RunRecord } from '../../src/training/index.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');

/** Changes to the smoke schedule that leave little to wait for. */
export const SHORT = {
  totalChunks: 96,
  evaluateEvery: 48,
  evaluationEpisodes: 2,
  finalEpisodes: 2,
  checkpointEvery: 16,
  batchSize: 16,
};

const parts = {
  finding: 'test',
  task: 'gantry-peg',
  agent: 'dawn',
  variant: 'default',
  scale: 'smoke' as const,
  seed: 1,
  knobs: { ...knobs, width: 16, warmupChunks: 32, learningStartsChunks: 16 },
  schedule: { ...schedule, ...SHORT },
  base: { kind: 'diffusion' },
  engine: 'onnx' as const,
  threads: 1,
};

const made = await currentSpec(parts);

/** A run's specification. */
export const spec = (over: Partial<RunSpec> = {}): RunSpec => ({ ...made, ...over });

/** Everything of a record but wall-clock. */
export const timeless = (records: readonly RunRecord[]) => records.map((record) => ({ ...record, seconds: undefined }));
