/** What the page asks its server. */

import type { RunCurve } from '../runCurve.js';
import type { RunEntry } from '../runEntry.js';

const token = new URLSearchParams(location.search).get('token') ?? '';

async function ask<T>(path: string, query: URLSearchParams): Promise<T> {
  const response = await fetch(path, { method: 'POST', body: query, headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

/** Rows that changed since a version. */
export interface ChangedRuns {
  readonly version: number;
  readonly runs: readonly RunEntry[];
  readonly faults: readonly string[];
}

/**
 * Asks for rows.
 *
 * @param since the version that was seen before; 0 for all
 * @returns rows that changed, and the version now
 */
export const askRuns = (since: number): Promise<ChangedRuns> =>
  ask('/api/runs', new URLSearchParams({ since: String(since) }));

/**
 * Asks for curves.
 *
 * @param keys of rows
 * @param quantity what is drawn
 * @returns curves of the first two hundred, and what else there is to draw
 */
export const askCurves = (
  keys: readonly string[],
  quantity: string,
): Promise<{ readonly quantities: readonly string[]; readonly curves: readonly RunCurve[] }> =>
  ask('/api/curves', new URLSearchParams([['quantity', quantity], ...keys.map((key) => ['key', key])]));
