/** Records of a run as rows for live figures. */

import type { BaseResult, CurvePoint, MetricPoint } from '../../plots/index.js';
import type { EvaluationRecord, RunRecord } from '../../training/index.js';
import { divergedEnd } from './runOutcome.js';

/**
 * The points of the agent's curve, marked where the run diverged.
 *
 * @param agent name that the figure shows
 * @param seed seed of the run
 * @param records the run's records, others are passed over
 */
export function curvePoints(agent: string, seed: number, records: readonly RunRecord[]): CurvePoint[] {
  const marked = divergedEnd(records) ? { mark: 'diverged' as const } : {};
  return records.filter(isEvaluationOf('agent')).map(({ protocol, success, ...record }) => {
    const { chunks, primitiveSteps, updates, seconds } = record;
    return { agent, seed, chunks, primitiveSteps, updates, seconds, success, episodes: protocol.episodes, ...marked };
  });
}

/**
 * What the updates reported, as the live figure takes it.
 *
 * @param records the run's records, others are passed over
 */
export function metricPoints(records: readonly RunRecord[]): MetricPoint[] {
  return records.flatMap((record) => {
    if (record.kind !== 'training') return [];
    const { chunks, primitiveSteps, updates, metrics } = record;
    return [{ chunks, primitiveSteps, updates, seconds: Number.NaN, metrics }];
  });
}

/**
 * The base policy's own evaluation.
 *
 * @param records the run's records
 * @returns successes and episodes; undefined before it was evaluated
 */
export function baseResult(records: readonly RunRecord[]): BaseResult | undefined {
  const base = records.find(isEvaluationOf('base'));
  if (!base) return undefined;
  const { episodes } = base.protocol;
  return { successes: Math.round(base.success * episodes), episodes };
}

function isEvaluationOf(policy: EvaluationRecord['policy']) {
  return (record: RunRecord): record is EvaluationRecord => record.kind === 'evaluation' && record.policy === policy;
}
