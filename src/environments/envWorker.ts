/** The worker's side of a vector environment: waits on shared memory, steps its slots, answers by message. */

import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ChunkedEnv } from './actionChunk.js';
import { ASKED, REQUEST, ROWS, type SharedSizes, type SharedSlots, sharedSlots, TURN } from './sharedSlots.js';
import { createSlots, writeRow } from './slotRow.js';
import type { VectorEnvOptions } from './vectorEnv.js';

/** What the worker is started with. */
export interface EnvWorkerData {
  /** Task name. */
  readonly environment: string;
  /** Slots of this worker, stack and chunk sizes. */
  readonly options: VectorEnvOptions;
  readonly sizes: SharedSizes;
  readonly memory: SharedArrayBuffer;
}

/** The worker's answer to every request; `snapshots` only to a snapshot, `error` when it failed. */
export interface EnvWorkerReply {
  readonly snapshots?: readonly Float64Array[];
  readonly error?: string;
}

function step(envs: readonly ChunkedEnv[], shared: SharedSlots, sizes: SharedSizes, rows: number): void {
  for (let row = 0; row < rows; row++) {
    // A copy: an environment may keep what it is given, and shared memory changes under it.
    const actions = shared.actions.slice(row * sizes.chunkDim, (row + 1) * sizes.chunkDim);
    writeRow(shared.batch, row, envs[shared.slots[row]].stepChunk(actions));
  }
}

function answer(envs: readonly ChunkedEnv[], shared: SharedSlots, port: MessagePort): EnvWorkerReply {
  const { environment, sizes } = workerData as EnvWorkerData;
  const rows = shared.signal[ROWS];
  switch (shared.signal[ASKED]) {
    case REQUEST.reset:
      for (let row = 0; row < rows; row++)
        shared.batch.obsStacks.set(envs[shared.slots[row]].reset(shared.seeds[row]), row * sizes.stackDim);
      return {};
    case REQUEST.step:
      step(envs, shared, sizes, rows);
      return {};
    case REQUEST.snapshot:
      return { snapshots: envs.map((env) => env.snapshot().values) };
    default: {
      const snapshots = receiveMessageOnPort(port)?.message as Float64Array[];
      envs.forEach((env, slot) => {
        env.restore({ env: environment, values: snapshots[slot] });
      });
      return {};
    }
  }
}

/** Answers requests until the thread is terminated. */
async function serve(port: MessagePort): Promise<void> {
  const { environment, options, sizes, memory } = workerData as EnvWorkerData;
  const envs = await createSlots(environment, options);
  const shared = sharedSlots(sizes, memory);
  port.postMessage({});
  for (let turn = 0; ; turn++) {
    // A notification may come late, when its request was already seen and answered: the turn alone counts.
    while (Atomics.load(shared.signal, TURN) === turn) Atomics.wait(shared.signal, TURN, turn);
    try {
      port.postMessage(answer(envs, shared, port));
    } catch (error) {
      port.postMessage({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}

if (parentPort) void serve(parentPort);
