/** From the messages of a kernel to the outputs of a cell. */

import { type CellOutput, joinText, splitText } from '../document/notebookFile.js';
import type { KernelMessage } from './kernelConnection.js';

/** Displays that can still be replaced, by display id; shared by the cells of a notebook. */
export type OpenDisplays = Map<string, Extract<CellOutput, { output_type: 'display_data' }>>;

/**
 * Adds a message to the outputs of a cell, in place: text of the same stream is joined, an update replaces the display
 * it names wherever that stands.
 *
 * @param outputs outputs of the cell so far
 * @param displays displays of the notebook so far
 * @param message what the kernel published
 */
export function addOutput(outputs: CellOutput[], displays: OpenDisplays, message: KernelMessage): void {
  const content = message.content as Record<string, never>;
  const { data, metadata = {}, transient = {} } = content as Record<string, Record<string, unknown>>;
  const id = transient.display_id as string | undefined;
  switch (message.header.msg_type) {
    case 'stream':
      addText(outputs, content.name, content.text);
      break;
    case 'display_data': {
      const output = { output_type: 'display_data' as const, data: data!, metadata };
      outputs.push(output);
      if (id) displays.set(id, output);
      break;
    }
    case 'update_display_data':
      Object.assign(displays.get(id ?? '') ?? {}, { data, metadata });
      break;
    case 'execute_result':
      outputs.push({ output_type: 'execute_result', data: data!, metadata, execution_count: content.execution_count });
      break;
    case 'error':
      outputs.push({
        output_type: 'error',
        ename: content.ename,
        evalue: content.evalue,
        traceback: content.traceback,
      });
      break;
    case 'clear_output':
      outputs.length = 0;
      break;
  }
}

/**
 * Outputs as a notebook file stores them: streams as lists of lines.
 *
 * @param outputs outputs of a cell
 * @returns the same outputs
 */
export function storedOutputs(outputs: readonly CellOutput[]): CellOutput[] {
  return outputs.map((output) =>
    output.output_type === 'stream' ? { ...output, text: splitText(joinText(output.text)) } : output,
  );
}

function addText(outputs: CellOutput[], name: string, text: string): void {
  const last = outputs.at(-1);
  if (last?.output_type === 'stream' && last.name === name) last.text = joinText(last.text) + text;
  else outputs.push({ output_type: 'stream', name, text });
}
