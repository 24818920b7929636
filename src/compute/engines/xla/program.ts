/**
 * A traced function on a device of a PJRT plugin: one call runs all of it.
 *
 * What is resident (a training step's state) stays on the device: a run's results are the next run's arguments. The old
 * ones are freed when the new ones are there, so a run that fails leaves them as they were; writing over them instead
 * (`tf.aliasing_output`) would save their memory on a GPU, and makes XLA copy all of them on the processor.
 */

import { type NdArray, sizeOf } from '../../../arrays/index.js';
import type { Trace } from '../../trace/trace.js';
import type { ResidentProgram } from '../resident.js';
import { receiver, sender } from './crossing.js';
import type { PjrtBuffer } from './pjrt/buffers.js';
import type { PjrtClient } from './pjrt/client.js';
import { type Executor, executor, freeAll, type PjrtExecutable } from './pjrt/executable.js';
import { holdResidents } from './residents.js';
import { writeModule } from './stablehlo/module.js';

/** Outputs without elements, which never cross. */
const emptyOutputs = ({ outputs }: Trace) =>
  [...outputs].flatMap(([name, { shape, dtype }]): [string, NdArray][] =>
    sizeOf(shape) > 0 ? [] : [[name, { shape, data: dtype === 'int32' ? new Int32Array(0) : new Float32Array(0) }]],
  );

/** Runs a program and frees what was only sent for this run. */
function runOnce(client: PjrtClient, { args, run }: Executor, held: readonly PjrtBuffer[], sent: PjrtBuffer[]) {
  try {
    args.set([...held, ...sent]);
    return [...run()];
  } finally {
    freeAll(client, sent);
  }
}

/**
 * Loads a trace.
 *
 * @param client the device
 * @param trace inputs and outputs of the function
 * @param compile makes a program of a text
 * @param resident names that are both inputs and outputs, and stay on the device; write them before the first run
 * @returns the program
 * @throws UntraceableError naming an operator that has no StableHLO form here
 */
export function openProgram(
  client: PjrtClient,
  trace: Trace,
  compile: (text: string) => PjrtExecutable,
  resident: ReadonlySet<string> = new Set(),
): ResidentProgram {
  const { text, resident: shapes, inputs, outputs } = writeModule(trace, resident);
  const runner = executor(client, compile(text), shapes.size + inputs.length, shapes.size + outputs.length);
  const residents = holdResidents(client, shapes);
  const [send, receive, empty] = [sender(client, inputs), receiver(client, outputs), emptyOutputs(trace)];
  return {
    run: (given) => {
      const results = runOnce(client, runner, residents.buffers, send(given));
      const [next, returned] = [results.slice(0, shapes.size), results.slice(shapes.size)];
      try {
        const arrays = new Map([...receive(returned), ...empty]);
        residents.replace(next.splice(0));
        return arrays;
      } finally {
        freeAll(client, [...next, ...returned]);
      }
    },
    read: residents.read,
    write: residents.write,
    dispose: () => {
      residents.free();
      runner.dispose();
    },
  };
}
