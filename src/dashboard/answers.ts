/** What the dashboard's server answers. */

import {
  collectionFaults,
  entriesSince,
  initCollection,
  type RunCollection,
  runsByKey,
  updateCollection,
} from './runCollection.js';
import { quantities, runCurve } from './runCurve.js';

/** Milliseconds for which folders are not looked at again. */
const PAUSE = 1_000;
/** Most runs whose curves are drawn at once. */
const MOST = 200;

/** What the page asks for, by path. */
export type Ask = (query: URLSearchParams) => unknown;

/**
 * The answers that the server has; folders are looked at again at most once a second.
 *
 * @param folders where runs and tables lie
 * @returns `/api/runs`: rows that changed since a version; `/api/curves`: curves of rows by their keys
 */
export function answers(folders: readonly string[]): Readonly<Record<string, Ask>> {
  let collection: RunCollection = initCollection(folders);
  let looked = Number.NEGATIVE_INFINITY;
  const present = () => {
    if (performance.now() - looked < PAUSE) return collection;
    collection = updateCollection(collection);
    looked = performance.now();
    return collection;
  };
  return {
    '/api/runs': (query) => {
      const now = present();
      const rows = entriesSince(now, Number(query.get('since') ?? 0));
      return { version: now.version, runs: rows, faults: collectionFaults(now).slice(0, 20) };
    },
    '/api/curves': (query) => {
      const runs = runsByKey(collection, query.getAll('key')).slice(0, MOST);
      const named = query.get('quantity') ?? 'success';
      return {
        quantities: [...new Set(runs.flatMap(({ run }) => quantities(run)))],
        curves: runs.map(({ run, entry }) => runCurve(entry.key, run, named)),
      };
    },
  };
}
