/** A finished run without training: what a run is comes from what would have trained, its curve is made up. */

import { type AgentKnobs, createAgent } from '../../../src/agents/index.js';
import type { TrainingSchedule } from '../../../src/tasks/index.js';
import { agentSettings, type RunRecord, type TrainOptions } from '../../../src/training/index.js';

/** Every value that a notebook reads of probes. */
const PROBED = [
  ...['baseErrorLow', 'baseErrorHigh', 'baseSoftError', 'baseQ', 'baseEntropyCost', 'baseSpearman', 'discrimination'],
  ...['ownErrorLow', 'ownErrorHigh', 'sensitivity1', 'sensitivity3', 'effectiveRank', 'dormantShare', 'residualToBase'],
];

/** What a run is made of, names instead of values. */
export interface Trained extends Pick<TrainOptions, 'agent' | 'schedule' | 'seed'> {
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

/** What the arguments of `dawnlab train` train, as its process reads them. */
export function trainedByArguments(args: readonly string[]): Trained {
  const option = (name: string) => args[args.indexOf(`--${name}`) + 1]!;
  const knobs: AgentKnobs = JSON.parse(option('knobs'));
  const schedule: TrainingSchedule = JSON.parse(option('schedule'));
  const agent = createAgent(option('agent'), knobs);
  return { task: option('task'), base: option('base'), agent, schedule, seed: Number(option('seed')) };
}
