/** Runs a notebook without Jupyter and without Python. */

import { dirname, relative, resolve } from 'node:path';
import { HEADLESS } from '../cell/audience.js';
import { type NotebookScale, notebookScale } from '../cell/notebookScale.js';
import { provenance } from '../cell/provenance.js';
import { codeCells, titleOf } from '../document/codeCells.js';
import { type Notebook, type NotebookCell, readNotebook, writeNotebook } from '../document/notebookFile.js';
import { setKnobs } from '../document/setKnobs.js';
import { type CellFailure, firstFailure, isWell } from './cellFailure.js';
import type { OpenDisplays } from './cellOutputs.js';
import type { KernelClient } from './kernelClient.js';
import { type CellResult, runCell } from './runCell.js';

/** A report on a run: before each cell, when its progress bar moves, and after it. */
export interface CellProgress {
  /** Number of the code cell, from 1. */
  readonly cell: number;
  /** How many code cells the notebook has. */
  readonly cells: number;
  /** The cell's first line. */
  readonly title: string;
  /** Text of the cell's progress bar, while it runs. */
  readonly bar?: string;
  /** What came of it; undefined while it runs. */
  readonly result?: CellResult;
}

/** What to run and how. */
export interface RunNotebookOptions {
  /** The notebook, an .ipynb file. */
  readonly input: string;
  /** Where the executed notebook is written, also after a failure, with what there is. */
  readonly output: string;
  /** Folder in which the cells run, and from which their imports and files start. Default: the notebook's. */
  readonly cwd?: string;
  /** Sources of values by the name of the knob that they replace, for instance `{ lambda: '0.1' }`. */
  readonly knobs?: Readonly<Record<string, string>>;
  /** Passed to the cells as DAWNLAB_SCALE; default from the environment, else `quick`. */
  readonly scale?: NotebookScale;
  /** Limit for a single cell in seconds; default 1800. */
  readonly timeoutSeconds?: number;
  /** Called before and after each cell, and when its progress bar moves. */
  readonly onProgress?: (progress: CellProgress) => void;
  /** Interrupts the running cell and ends the run. */
  readonly signal?: AbortSignal;
  /** Goes on after a cell that fails; default false. */
  readonly allowErrors?: boolean;
  /** More environment variables for the cells. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What came of a run. */
export interface NotebookRun {
  /** Whether every cell ended well, and what it started without awaiting it. */
  readonly ok: boolean;
  /** Results of the cells that ran, in order. */
  readonly cells: readonly CellResult[];
  /** Wall-clock seconds, the kernel's start included. */
  readonly seconds: number;
  /** The first failure. */
  readonly failure?: CellFailure;
}

/** The project's kernel, for notebooks that name none. */
const KERNELSPEC = { name: 'tslab', display_name: 'TypeScript (dawnlab)', language: 'typescript' };

/** Waits for what cells started and did not await, so that its failure is told of; the kernel has a limit of its own. */
const SETTLE = `type Kernel = { settled(): Promise<void> };
await (globalThis as unknown as Record<symbol, Kernel>)[Symbol.for('dawnlab.kernel')].settled();`;
const SETTLE_SECONDS = 30;

/**
 * Executes a notebook in a fresh kernel and writes it with its outputs, nbformat 4.5.
 *
 * @param options what to run and how
 * @returns how it went; a failing cell, a timeout and a dead kernel are results
 * @throws Error if the input is no notebook, has no place for a knob, or the kernel does not start
 */
export async function runNotebook(options: RunNotebookOptions): Promise<NotebookRun> {
  const start = performance.now();
  const scale = options.scale ?? notebookScale();
  const { knobs = {} } = options;
  const notebook = setKnobs(readNotebook(options.input), knobs);
  const env = { DAWNLAB_PLOTLY: 'none', [HEADLESS]: '1', ...options.env, DAWNLAB_SCALE: scale };
  // zeromq is loaded only here: most users of this folder never run a notebook headless.
  const { startKernel } = await import('./kernelClient.js');
  const { client, languageInfo } = await startKernel(resolve(options.cwd ?? dirname(options.input)), env);
  const cells: CellResult[] = [];
  try {
    notebook.metadata = { kernelspec: KERNELSPEC, ...notebook.metadata, language_info: languageInfo };
    await runCells(client, notebook, options, cells);
  } finally {
    await client.close();
    const seconds = (performance.now() - start) / 1000;
    const source = relative(dirname(resolve(options.output)), resolve(options.input));
    notebook.metadata = { ...notebook.metadata, dawnlab: { ...provenance(), scale, knobs, source, seconds } };
    writeNotebook(options.output, notebook);
  }
  const failure = firstFailure(notebook, cells);
  return { ok: !failure, cells, seconds: (performance.now() - start) / 1000, failure };
}

async function runCells(
  client: KernelClient,
  notebook: Notebook,
  { timeoutSeconds = 1800, signal, onProgress, allowErrors = false }: RunNotebookOptions,
  results: CellResult[],
): Promise<void> {
  const displays: OpenDisplays = new Map();
  const cells = codeCells(notebook);
  for (const cell of cells) Object.assign(cell, { outputs: [], execution_count: null });
  const goesOn = () => !signal?.aborted && client.process.alive() && (allowErrors || results.every(isWell));
  for (const [index, cell] of cells.entries()) {
    if (!goesOn()) return;
    const progress = { cell: index + 1, cells: cells.length, title: titleOf(cell) };
    onProgress?.(progress);
    const onBar = (bar: string) => onProgress?.({ ...progress, bar });
    const onLateError = (late: CellResult) => {
      if (isWell(results[index]!)) results[index] = late;
    };
    const limits = { seconds: timeoutSeconds, signal, onBar, onLateError, stopOnError: !allowErrors };
    const result = await runCell(client, cell, displays, limits);
    results.push(result);
    onProgress?.({ ...progress, result });
  }
  const settle: NotebookCell = { cell_type: 'code', source: SETTLE, metadata: {} };
  if (goesOn()) await runCell(client, settle, displays, { seconds: SETTLE_SECONDS, signal });
}
