/** One cell: sent to the kernel, its output collected, within a time limit. */

import { setTimeout as delay } from 'node:timers/promises';
import { PROGRESS_MIME } from '../cell/progressBar.js';
import { type CellOutput, joinText, type NotebookCell } from '../document/notebookFile.js';
import { addOutput, type OpenDisplays, storedOutputs } from './cellOutputs.js';
import type { KernelClient, PendingRequest } from './kernelClient.js';
import type { KernelMessage } from './kernelConnection.js';
import { KernelDied } from './kernelProcess.js';
import { limitReached } from './limitReached.js';

/** How a cell ended. */
export type CellStatus = 'ok' | 'error' | 'timeout' | 'interrupted' | 'kernel died';

/** What came of a cell. */
export interface CellResult {
  readonly status: CellStatus;
  /** Wall-clock seconds. */
  readonly seconds: number;
  /** What went wrong, in a line; undefined if nothing did. */
  readonly message?: string;
  /** The traceback of an error. */
  readonly traceback?: string;
}

/** How a cell may run. */
export interface CellLimits {
  /** Wall-clock limit. */
  readonly seconds: number;
  /** Interrupts the cell. */
  readonly signal?: AbortSignal;
  /** Called with the text of the cell's progress bar when it moves. */
  readonly onBar?: (text: string) => void;
  /** Whether an error takes the cells with it that are sent already; default true. */
  readonly stopOnError?: boolean;
  /** Called when something that the cell started and did not await fails after the cell's end. */
  readonly onLateError?: (result: CellResult) => void;
}

type Ending = Pick<CellResult, 'status' | 'message'>;
type ErrorOutput = Extract<CellOutput, { output_type: 'error' }>;

/** Seconds that an interrupted cell has to hand over what it computed; the kernel's own grace is shorter. */
const INTERRUPT_SECONDS = 25;

/**
 * Runs a cell and puts outputs, number and times into it.
 *
 * @param client the kernel
 * @param cell a code cell; changed in place
 * @param displays displays of the notebook so far
 * @param limits how it may run
 * @returns what came of it; errors are results here, never thrown
 */
export async function runCell(
  client: KernelClient,
  cell: NotebookCell,
  displays: OpenDisplays,
  limits: CellLimits,
): Promise<CellResult> {
  const outputs: CellOutput[] = [];
  const start = performance.now();
  const busy = new Date().toISOString();
  let result: CellResult | undefined;
  const ending = await execute(client, cell, limits, (message) => {
    addOutput(outputs, displays, message);
    if (!result) return;
    cell.outputs = storedOutputs(outputs);
    const late = outputs.at(-1);
    if (message.header.msg_type === 'error' && late && isError(late)) limits.onLateError?.(failed(result, late));
  });
  if (ending.status !== 'ok' && !outputs.some(isError)) outputs.push(errorOutput(ending));
  cell.outputs = storedOutputs(outputs);
  const execution = { 'iopub.status.busy': busy, 'iopub.status.idle': new Date().toISOString() };
  cell.metadata = { ...cell.metadata, execution };
  const traceback = outputs.find(isError)?.traceback.join('\n');
  result = { ...ending, traceback, seconds: (performance.now() - start) / 1000 };
  return result;
}

function failed({ seconds }: CellResult, { ename, evalue, traceback }: ErrorOutput): CellResult {
  return { status: 'error', message: `${ename}: ${evalue}`, traceback: traceback.join('\n'), seconds };
}

async function execute(
  client: KernelClient,
  cell: NotebookCell,
  limits: CellLimits,
  onOutput: (message: KernelMessage) => void,
): Promise<Ending> {
  const code = joinText(cell.source);
  const stop_on_error = limits.stopOnError ?? true;
  const options = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error };
  try {
    const pending = await client.request('execute_request', { code, ...options }, (message) => {
      onOutput(message);
      const data = message.content.data as Record<string, unknown> | undefined;
      if (data?.[PROGRESS_MIME]) limits.onBar?.(String(data['text/plain']));
    });
    return await ended(client, pending, cell, limits);
  } catch (error) {
    if (error instanceof KernelDied) return { status: 'kernel died', message: error.message };
    throw error;
  }
}

async function ended(
  client: KernelClient,
  { reply, idle }: PendingRequest,
  cell: NotebookCell,
  { seconds, signal }: CellLimits,
): Promise<Ending> {
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

function outcome(reply: KernelMessage, cell: NotebookCell): Ending {
  const { status, execution_count, ename, evalue } = reply.content as Record<string, string | undefined>;
  cell.execution_count = typeof execution_count === 'number' ? execution_count : null;
  return status === 'ok' ? { status: 'ok' } : { status: 'error', message: `${ename ?? status}: ${evalue ?? ''}` };
}

function isError(output: CellOutput): output is ErrorOutput {
  return output.output_type === 'error';
}

function errorOutput({ status, message = status }: Ending): ErrorOutput {
  return { output_type: 'error', ename: status, evalue: message, traceback: [message] };
}
