/** Where recorded runs were made with other settings than the reader's. */

import type { AgentKnobs } from '../agents/index.js';
import type { RunTable } from '../runs/index.js';
import type { TrainingSchedule } from '../training/index.js';
import { symbolValues } from './settingsText.js';
import { formatValue } from './showTable.js';

/** What the reader's own runs are made with. */
export interface ReadersSettings {
  readonly knobs: AgentKnobs;
  readonly schedule: TrainingSchedule;
}

/**
 * Says where recorded runs of DAWN and the reader's settings differ, both read from what they are made of.
 *
 * @param runs recorded runs
 * @param own the reader's knobs and schedule
 * @returns for instance `λ = 0.2 (yours 0.05), M = 0; 4,000 (yours 160)`; empty where all that the reader has was recorded
 */
export async function recordedUnlike(runs: RunTable['runs'], { knobs, schedule }: ReadersSettings): Promise<string> {
  const [{ createAgent }, { agentSettings }] = await Promise.all([
    import('../agents/index.js'),
    import('../training/index.js'),
  ]);
  const yours = symbolValues(agentSettings(createAgent('dawn', knobs)), schedule);
  const recorded = runs
    .filter(({ agent }) => agent === 'dawn')
    .map(({ start }) => symbolValues(start.settings, start.schedule));
  const differences = [...yours].flatMap(([symbol, value]) => {
    const values = recorded.flatMap((one) => (one.has(symbol) ? [one.get(symbol)] : []));
    const there = [...new Set(values.sort((a, b) => Number(a) - Number(b)).map(formatValue))];
    const mine = formatValue(value);
    return there.length === 0 || there.includes(mine) ? [] : [`${symbol} = ${there.join('; ')} (yours ${mine})`];
  });
  return differences.join(', ');
}
