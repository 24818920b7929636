/** A handle on one worker thread of a vector environment. */

import { Worker } from 'node:worker_threads';
import type { EnvWorkerData, EnvWorkerReply } from './envWorker.js';
import { ASKED, REQUEST, ROWS, type SharedSizes, type SharedSlots, sharedSlots, TURN } from './sharedSlots.js';
import type { VectorEnvOptions } from './vectorEnv.js';

/** What a {@link SlotWorker} is asked to do. */
export interface SlotRequest {
  readonly kind: keyof typeof REQUEST;
  /** Number of rows that are filled in. */
  readonly rows?: number;
  /** Snapshots to restore, one per slot of the worker. */
  readonly snapshots?: readonly Float64Array[];
}

/** One worker with its shared memory. Requests to it run one after the other. */
export interface SlotWorker {
  /**
   * Waits for the worker's turn, writes the request, and reads its result before the next one starts.
   *
   * @param request what to do
   * @param write fills the rows in shared memory
   * @param read takes the result out of shared memory
   */
  ask<T>(
    request: SlotRequest,
    write: (shared: SharedSlots) => void,
    read: (shared: SharedSlots, reply: EnvWorkerReply) => T,
  ): Promise<T>;
  close(): Promise<void>;
}

/** The built worker, or the bootstrap that runs it from source when this file itself is source. */
function workerFile(): URL {
  const file = import.meta.url.endsWith('.ts') ? './envWorkerSource.mjs' : './envWorker.js';
  return new URL(file, import.meta.url);
}

/** The next answer of a worker, or its failure. The thread keeps the process alive only while somebody waits. */
function nextReply(worker: Worker, name: string): Promise<EnvWorkerReply> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
      act();
    };
    const onMessage = (reply: EnvWorkerReply) =>
      settle(() => (reply.error === undefined ? resolve(reply) : reject(new Error(`${name}: ${reply.error}`))));
    const onError = (error: Error) =>
      settle(() => reject(new Error(`${name} crashed: ${error.message}`, { cause: error })));
    const onExit = (code: number) =>
      settle(() => reject(new Error(`${name} stopped with code ${code} before it answered.`)));
    worker.ref();
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

/** Wakes the worker with a request; the answer follows. */
function send(worker: Worker, { signal }: SharedSlots, request: SlotRequest, name: string): Promise<EnvWorkerReply> {
  if (request.snapshots) worker.postMessage(request.snapshots);
  signal[ASKED] = REQUEST[request.kind];
  signal[ROWS] = request.rows ?? 0;
  const reply = nextReply(worker, name);
  Atomics.add(signal, TURN, 1);
  Atomics.notify(signal, TURN);
  return reply;
}

/**
 * Starts a worker and waits until its environments stand.
 *
 * @param id task name
 * @param options slots of this worker, stack and chunk sizes
 * @param sizes layout of the shared memory
 * @param name for errors, for instance `Environment worker 1 of 2 (gantry-peg)`
 */
export async function startSlotWorker(
  id: string,
  options: VectorEnvOptions,
  sizes: SharedSizes,
  name: string,
): Promise<SlotWorker> {
  const shared = sharedSlots(sizes);
  const data: EnvWorkerData = { environment: id, options, sizes, memory: shared.buffer };
  const worker = new Worker(workerFile(), { workerData: data });
  let dead: string | undefined;
  worker.on('error', (error) => {
    dead ??= `${name} crashed: ${error.message}`;
  });
  worker.on('exit', (code) => {
    dead ??= `${name} stopped with code ${code}.`;
  });
  let queue: Promise<unknown> = nextReply(worker, name);
  await queue;
  return {
    ask(request, write, read) {
      const result = queue.then(async () => {
        if (dead) throw new Error(`${dead} Make a new vector environment and restore the last snapshot.`);
        write(shared);
        return read(shared, await send(worker, shared, request, name));
      });
      queue = result.catch(() => undefined);
      return result;
    },
    async close() {
      await queue;
      dead ??= `${name} was closed.`;
      await worker.terminate();
    },
  };
}
