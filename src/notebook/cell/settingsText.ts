/** Settings of a run in the symbols of the notebooks, always read from the run itself. */

import { formatValue } from './formatValue.js';

/** What is said of an agent, in this order; the other settings are the same for all agents, or follow from these. */
const SYMBOLS: Readonly<Record<string, string>> = {
  lambda: 'λ',
  discount: 'γ',
  warmupChunks: 'M',
  initialTemperature: 'α₀',
  critic: 'critic',
  criticInput: 'critic input',
  target: 'target',
  valueHead: 'value head',
  warmup: 'warmup',
  explicitUpdates: 'K',
  explicitTarget: 'target of K',
  explicitTemperature: 'α during K',
  actorLearningRate: 'η of the actor',
  criticLearningRate: 'η of the critic',
  temperatureLearningRate: 'η of α',
  totalChunks: 'chunks',
  updatesPerChunk: 'updates per chunk',
  batchSize: 'batch',
};

/** What is said of a run without being asked. */
const ALWAYS = [
  'λ',
  'γ',
  'M',
  'α₀',
  'critic',
  'critic input',
  'target',
  'value head',
  'K',
  'target of K',
  'α during K',
  'chunks',
];

/** The parts of a start record's settings that are looked into here. */
interface SpokenSettings {
  readonly target?: unknown;
  readonly explicit?: { readonly updates: number; readonly target?: string; readonly tunesTemperature: boolean };
}

/**
 * What a run was made with, under its symbols.
 *
 * @param settings the agent's settings, as a start record has them
 * @param schedule the run's schedule
 * @returns values by symbol, in a fixed order; what a run does not have is left out
 */
export function symbolValues(settings: object, schedule: object): ReadonlyMap<string, unknown> {
  const values: Readonly<Record<string, unknown>> = { ...settings, ...explicitValues(settings), ...schedule };
  return new Map(
    Object.entries(SYMBOLS).flatMap(([name, symbol]) => (values[name] === undefined ? [] : [[symbol, values[name]]])),
  );
}

function explicitValues(settings: SpokenSettings): Readonly<Record<string, unknown>> {
  const { explicit, target } = settings;
  if (!explicit) return {};
  return {
    explicitUpdates: explicit.updates,
    explicitTarget: explicit.target ?? target,
    explicitTemperature: explicit.tunesTemperature ? 'tuned' : 'held',
  };
}

/**
 * A run's settings in a line.
 *
 * @param settings the agent's settings, as a start record has them
 * @param schedule the run's schedule
 * @returns for instance `λ = 0.2, γ = 0.97, M = 4,000, …`
 */
export function settingsText(settings: object, schedule: object): string {
  const values = symbolValues(settings, schedule);
  return ALWAYS.flatMap((symbol) =>
    values.has(symbol) ? [`${symbol} = ${formatValue(values.get(symbol))}`] : [],
  ).join(', ');
}
