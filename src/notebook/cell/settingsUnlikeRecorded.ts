/** Where recorded runs were made with other settings than the reader's. */

import type { AgentKnobs } from '../../agents/index.js';
import type { RunTable } from '../../runs/index.js';
import type { TrainingSchedule } from '../../tasks/index.js';
import { formatValue } from './formatValue.js';
import { symbolValues } from './settingsText.js';

/** What the reader's own runs are made with. */
export interface ReadersSettings {
  readonly knobs: AgentKnobs;
  readonly schedule: TrainingSchedule;
  /** What arms of the notebook change of the knobs, for each of them; by default one that changes nothing. */
  readonly variants?: readonly Partial<AgentKnobs>[];
}

/**
 * Says where recorded runs of DAWN and the reader's settings differ, both read from what they are made of.
 *
 * @param runs recorded runs
 * @param own the reader's knobs and schedule
 * @returns for instance `λ = 0.2 (yours 0.05), M = 0; 4,000 (yours 160)`; empty where all that the reader has was recorded
 */
export async function settingsUnlikeRecorded(
  runs: RunTable['runs'],
  { knobs, schedule, variants = [{}] }: ReadersSettings,
): Promise<string> {
  const [{ createAgent }, { agentSettings }] = await Promise.all([
    import('../../agents/index.js'),
    import('../../training/index.js'),
  ]);
  const yours = variants.map((change) => {
    return symbolValues(agentSettings(createAgent('dawn', { ...knobs, ...change })), schedule);
  });
  const recorded = runs
    .filter(({ agent }) => agent === 'dawn')
    .map(({ start }) => symbolValues(start.settings, start.schedule));
  const symbols = [...new Set(yours.flatMap((values) => [...values.keys()]))];
  const differences = symbols.flatMap((symbol) => {
    const [there, mine] = [recorded, yours].map((values) => textsOf(values, symbol));
    const unlike = mine.filter((text) => !there.includes(text));
    if (there.length === 0 || unlike.length === 0) return [];
    return [`${symbol} = ${there.join('; ')} (yours ${unlike.join('; ')})`];
  });
  return differences.join(', ');
}

/** The values that some settings have for a symbol, each once, numbers in their order. */
function textsOf(settings: readonly ReadonlyMap<string, unknown>[], symbol: string): string[] {
  const values = settings.flatMap((one) => (one.has(symbol) ? [one.get(symbol)] : []));
  return [...new Set(values.sort((a, b) => Number(a) - Number(b)).map(formatValue))];
}
