/** One cell: sent to the kernel, its output collected, within a time limit. */

import { setTimeout as delay } from 'node:timers/promises';
import { addOutput, type OpenDisplays, storedOutputs } from './cellOutputs.js';
import type { KernelClient, PendingRequest } from './kernelClient.js';
import type { KernelMessage } from './kernelConnection.js';
import { KernelDied } from './kernelProcess.js';
import { type CellOutput, joinText, type NotebookCell } from './notebookFile.js';

/** How a cell ended. */
export type CellStatus = 'ok' | 'error' | 'timeout' | 'interrupted' | 'kernel died';

/** What came of a cell. */
export interface CellResult {
  readonly status: CellStatus;
  /** Wall-clock seconds. */
  readonly seconds: number;
  /** What went wrong, in a line; undefined if nothing did. */
  readonly message?: string;
}

/** Seconds that an interrupted cell has to hand over what it computed; the kernel's own grace is shorter. */
const INTERRUPT_SECONDS = 25;

/**
 * Runs a cell and puts outputs, number and times into it.
 *
 * @param client the kernel
 * @param cell a code cell; changed in place
 * @param displays displays of the notebook so far
 * @param limits `seconds` for the cell, and a signal that interrupts it
 * @returns what came of it; errors are results here, never thrown
 */
export async function runCell(
  client: KernelClient,
  cell: NotebookCell,
  displays: OpenDisplays,
  limits: { readonly seconds: number; readonly signal?: AbortSignal },
): Promise<CellResult> {
  const outputs: CellOutput[] = [];
  const start = performance.now();
  const startedAt = new Date().toISOString();
  const code = joinText(cell.source);
  const content = {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  };
  let ending: Omit<CellResult, 'seconds'>;
  try {
    const pending = await client.request('execute_request', content, (message) =>
      addOutput(outputs, displays, message),
    );
    ending = await ended(client, pending, cell, limits);
  } catch (error) {
    if (!(error instanceof KernelDied)) throw error;
    ending = { status: 'kernel died', message: error.message };
  }
  if (ending.status !== 'ok' && !outputs.some((output) => output.output_type === 'error')) {
    outputs.push({
      output_type: 'error',
      ename: ending.status,
      evalue: ending.message ?? '',
      traceback: [ending.message ?? ''],
    });
  }
  cell.outputs = storedOutputs(outputs);
  const times = { 'iopub.status.busy': startedAt, 'iopub.status.idle': new Date().toISOString() };
  cell.metadata = { ...cell.metadata, execution: times };
  return { ...ending, seconds: (performance.now() - start) / 1000 };
}

async function ended(
  client: KernelClient,
  { reply, idle }: PendingRequest,
  cell: NotebookCell,
  { seconds, signal }: { readonly seconds: number; readonly signal?: AbortSignal },
): Promise<Omit<CellResult, 'seconds'>> {
  const done = Promise.all([reply, idle]).then(([message]) => message);
  done.catch(() => undefined);
  const first = await Promise.race([done, limitReached(seconds, signal, done)]);
  if (typeof first !== 'string') return outcome(first, cell);
  client.process.interrupt();
  const late = await Promise.race([done, delay(1000 * INTERRUPT_SECONDS, undefined, { ref: false })]);
  if (late) outcome(late, cell);
  // A loop that never yields after an `await` cannot be interrupted: only the end of the process ends it.
  else await client.process.end(0);
  const message =
    first === 'timeout' ? `the cell took longer than ${seconds} s and was interrupted` : 'the run was interrupted';
  return { status: first, message };
}

function outcome(reply: KernelMessage, cell: NotebookCell): Omit<CellResult, 'seconds'> {
  const { status, execution_count, ename, evalue } = reply.content as Record<string, string | undefined>;
  cell.execution_count = typeof execution_count === 'number' ? execution_count : null;
  return status === 'ok' ? { status: 'ok' } : { status: 'error', message: `${ename ?? status}: ${evalue ?? ''}` };
}

function limitReached(
  seconds: number,
  signal: AbortSignal | undefined,
  done: Promise<unknown>,
): Promise<'timeout' | 'interrupted'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), 1000 * seconds);
    const abort = () => resolve('interrupted');
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const clear = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    done.then(clear, clear);
  });
}
