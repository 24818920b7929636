import { expect, it } from 'vitest';
import { createAgent } from '../../../src/agents/index.js';
import { liveFigures } from '../../../src/notebook/live/liveFigures.js';
import { taskPreset } from '../../../src/tasks/index.js';
import type { RunParts, RunRecord } from '../../../src/training/index.js';
import { tracesOf } from '../../plots/rows.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const at = { chunks: 64, primitiveSteps: 256, updates: 8 };
const outputs = { surprise: 3, doubt: -1 };
const records: RunRecord[] = [
  { kind: 'training', ...at, chunks: 32, updates: 0, episodes: 0, successRate: null, metrics: {} },
  { kind: 'training', ...at, episodes: 1, successRate: 1, metrics: outputs },
];

/** The panels' lines of a run whose learning rule reports what no other does. */
function linesOf(panels?: RunParts['agent']['algorithm']['panels']) {
  const resfit = createAgent('resfit', knobs);
  const agent = { ...resfit, name: 'mine', algorithm: { ...resfit.algorithm, panels } } as RunParts['agent'];
  const parts: RunParts = { task: 'gantry-peg', baseKind: 'diffusion', agent, schedule, seed: 1 };
  const [figure] = liveFigures(parts, records, { points: [], watched: [] });
  return tracesOf(figure()).map(({ x, y }) => [x, y]);
}

it("an own learning rule's records are seen: each, or in the panels that it names", () => {
  expect(linesOf()).toEqual([
    [[64], [3]],
    [[64], [-1]],
  ]);
  const certainty = { name: 'certainty', of: ({ doubt }: Readonly<Record<string, number>>) => 1 + doubt };
  expect(linesOf([{ title: 'certainty', lines: [certainty] }])).toEqual([[[64], [0]]]);
});
