/** A finished run without training: what a run is comes from what would have trained, its curve is made up. */

import type { AnyAgent } from '../../../src/agents/index.js';
import { loadParts } from '../../../src/parts/index.js';
import { type RunOrder, writtenParts } from '../../../src/runs/index.js';
import { agentSettings, type RunRecord, type TrainOptions } from '../../../src/training/index.js';

/** Every value that a notebook reads of probes. */
const PROBED = [
  'baseErrorLow',
  'baseErrorHigh',
  'baseSoftError',
  'baseQ',
  'baseEntropyCost',
  'baseSpearman',
  'discrimination',
  'ownErrorLow',
  'ownErrorHigh',
  'sensitivity1',
  'sensitivity3',
  'effectiveRank',
  'dormantShare',
  'residualToBase',
];

/** What a run is made of, names instead of values. */
export interface Trained extends Pick<TrainOptions, 'schedule' | 'seed'> {
  readonly agent: AnyAgent;
  readonly task: string;
  readonly base: string;
}

/** The records of a run that ended: three evaluations, the training and the probes between them. */
export function finishedRecords({ task, base, agent, schedule, seed }: Trained): RunRecord[] {
  const protocol = {
    residual: 'deterministic',
    episodes: schedule.evaluationEpisodes,
    firstSeed: 0,
    success: 'once',
  } as const;
  const at = (share: number) => {
    const chunks = share * schedule.totalChunks;
    return { chunks, primitiveSteps: 4 * chunks, updates: Math.max(0, chunks - agent.warmup.chunks) };
  };
  const settings = agentSettings(agent);
  const metrics = { q: -3, target: -3, criticLoss: 1, alpha: 0.01, logPi: 7 };
  const values = Object.fromEntries(PROBED.map((name) => [name, 0.5]));
  const evaluation = { kind: 'evaluation', success: 0.5, protocol, seconds: 1 } as const;
  const explicit = Array.from({ length: agent.explicit ? 2 : 0 }, (_, i): RunRecord => {
    return { kind: 'explicit', ...at(0.5), updates: 20 * (i + 1), metrics };
  });
  return [
    { kind: 'start', task, agent: agent.name, seed, base, engine: 'onnx', threads: 1, schedule, settings },
    { ...evaluation, policy: 'base', ...at(0) },
    ...explicit,
    ...[0, 0.5, 1].flatMap((share): RunRecord[] => [
      { ...evaluation, policy: 'agent', ...at(share) },
      { kind: 'training', ...at(share), episodes: 4, successRate: 0.5, metrics },
      { kind: 'probe', ...at(share), values },
    ]),
    { kind: 'end', status: 'completed', ...at(1), seconds: 1 },
  ];
}

/** What a process trains that was told to make a run, after the order has gone through its channel. */
export async function trainedByOrder(order: RunOrder): Promise<Trained> {
  const { spec } = JSON.parse(JSON.stringify(order)) as RunOrder;
  const { agent } = await loadParts(writtenParts(spec));
  return { task: spec.task, base: spec.base.kind, agent, schedule: spec.schedule, seed: spec.seed };
}
