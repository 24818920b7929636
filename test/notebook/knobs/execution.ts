/** Executes cells in this process, and reads what they showed. */

import * as aq from 'arquero';
import ts from 'typescript';
import * as dawnlab from '../../../src/index.js';
import { type CellOutput, type CellRun, RUNS_MIME } from '../../../src/notebook/index.js';
import type { Cell } from './cells.js';

/** What a cell showed: the runs that it trained, and all text, figures included. */
export interface Shown {
  readonly id: string;
  readonly runs: readonly CellRun[];
  readonly text: string;
}

type Bundle = Readonly<Record<string, unknown>>;

/** Reads what a cell displayed. */
export function shownOf(id: string, bundles: readonly Bundle[]): Shown {
  const runs = bundles.flatMap((bundle) => (bundle[RUNS_MIME] as CellRun[] | undefined) ?? []);
  const texts = bundles.map((bundle) => [
    bundle['text/plain'],
    JSON.stringify(bundle['application/vnd.plotly.v1+json'] ?? ''),
    JSON.stringify(bundle['application/vnd.dawnlab.verdict+json'] ?? ''),
  ]);
  return { id, runs, text: texts.flat().join('\n') };
}

/** The bundles of a cell of an executed notebook. */
export function outputBundles(outputs: readonly CellOutput[]): Bundle[] {
  return outputs.flatMap((output) => ('data' in output ? [output.data] : []));
}

// What a notebook imports. What costs seconds and says nothing of knobs is left out.
const IMPORTED: Readonly<Record<string, unknown>> = { ...dawnlab, aq, watchEpisodes: async () => [] };

/**
 * Executes cells one after the other, as a kernel does: each sees what the ones before declared.
 *
 * @param cells the cells
 * @param displayed gives the bundles that were displayed since it was last called
 * @returns what each cell showed
 */
export async function executeCells(cells: readonly Cell[], displayed: () => readonly Bundle[]): Promise<Shown[]> {
  const scope = { ...IMPORTED };
  const shown: Shown[] = [];
  for (const { id, source, declares, uses } of cells) {
    const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    // Imports name what the scope has; a module's own marks have no place in a function.
    const program = outputText.replace(/^(import|export) .*$/gm, '');
    const given = Object.keys(scope).filter((name) => uses.has(name) && !declares.includes(name));
    const body = `return (async () => { ${program}\nreturn { ${declares.join(', ')} }; })();`;
    const run = new Function(...given, body) as (...values: unknown[]) => Promise<Record<string, unknown>>;
    Object.assign(scope, await run(...given.map((name) => scope[name])));
    shown.push(shownOf(id, displayed()));
  }
  return shown;
}
