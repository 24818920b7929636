/** Hand-made records of a short run. */

import type { EvaluationProtocol } from '../../src/rollouts/index.js';
import type { RunRecord } from '../../src/training/index.js';

const protocol = (residual: EvaluationProtocol['residual'], episodes: number): EvaluationProtocol => ({
  residual,
  episodes,
  firstSeed: 2_000_000,
  success: 'once',
});
const at = (chunks: number, updates: number) => ({ chunks, primitiveSteps: 4 * chunks - 1, updates });

/** Base 0.4 of 200 episodes; 0.1 after warmup, 0.9 at the end; `end` decides how it ended, undefined for a crash. */
export function shortRun(agent: string, seed: number, end?: 'completed' | 'interrupted' | 'diverged'): RunRecord[] {
  const start = { task: 'gantry-peg', agent, seed, base: 'diffusion', engine: 'onnx', threads: 1 };
  const point = (chunks: number, updates: number, success: number, episodes: number): RunRecord => ({
    kind: 'evaluation',
    policy: 'agent',
    ...at(chunks, updates),
    success,
    protocol: protocol('deterministic', episodes),
    seconds: chunks / 3,
  });
  const records: RunRecord[] = [
    { kind: 'start', ...start, schedule: { slots: 8 }, settings: { lambda: 0.2 } },
    { kind: 'evaluation', policy: 'base', ...at(0, 0), success: 0.4, protocol: protocol('none', 200), seconds: 1 },
    point(0, 0, 0.4, 50),
    { kind: 'training', ...at(160, 0), episodes: 6, successRate: 1 / 3, metrics: {} },
    point(160, 0, 0.1, 50),
    { kind: 'training', ...at(320, 160), episodes: 5, successRate: 0.8, metrics: { q: -12.3456789, alpha: 0.01 } },
    point(320, 160, 0.9, 200),
  ];
  const message = end === 'diverged' ? { message: 'training: q became NaN.' } : {};
  return end ? [...records, { kind: 'end', status: end, ...at(320, 160), seconds: 107, ...message }] : records;
}
