/** A client of one kernel: starts it, sends requests, hands out what comes back. */

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Dealer, Subscriber } from 'zeromq';
import {
  decodeMessage,
  encodeMessage,
  type KernelConnection,
  type KernelMessage,
  newConnection,
} from './kernelConnection.js';
import { type KernelProcess, spawnKernel } from './kernelProcess.js';

/** A request on its way. */
export interface PendingRequest {
  /** The kernel's reply. */
  readonly reply: Promise<KernelMessage>;
  /** Resolves when all output of the request has arrived. */
  readonly idle: Promise<void>;
}

/** A client. */
export interface KernelClient {
  readonly process: KernelProcess;
  /** Sends a request; what it publishes goes to `onOutput`, also output that comes late (timers), until the next one. */
  request(type: string, content: object, onOutput?: (message: KernelMessage) => void): Promise<PendingRequest>;
  /** Asks the kernel to end, waits a second, closes everything. */
  close(): Promise<void>;
}

interface Waiting {
  readonly onReply: (message: KernelMessage) => void;
  readonly onIdle: () => void;
  readonly onOutput: (message: KernelMessage) => void;
}

/**
 * Starts a kernel and waits until it answers.
 *
 * @param cwd working directory of the kernel
 * @param env environment variables beside those of this process
 * @param startSeconds how long the start may take
 * @returns the client and what the kernel says about its language
 * @throws Error if the kernel dies or does not answer in time
 */
export async function startKernel(
  cwd: string,
  env: Readonly<Record<string, string>>,
  startSeconds = 120,
): Promise<{ client: KernelClient; languageInfo: unknown }> {
  const connection = await newConnection();
  const client = connect(connection, spawnKernel(connection, cwd, env));
  try {
    return { client, languageInfo: await firstAnswer(client, startSeconds) };
  } catch (error) {
    await client.close();
    throw error;
  }
}

function openSockets({ ip, shell_port, control_port, iopub_port }: KernelConnection) {
  const address = (port: number) => `tcp://${ip}:${port}`;
  const shell = new Dealer({ linger: 0 });
  const control = new Dealer({ linger: 0 });
  // Without a high-water mark of 0 the subscriber drops messages when a cell floods it.
  const iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  shell.connect(address(shell_port));
  control.connect(address(control_port));
  iopub.connect(address(iopub_port));
  iopub.subscribe();
  return { shell, control, iopub };
}

function connect(connection: KernelConnection, process: KernelProcess): KernelClient {
  const { shell, control, iopub } = openSockets(connection);
  const session = randomUUID();
  const waiting = new Map<string, Waiting>();
  let newest: Waiting | undefined;
  const find = (message: KernelMessage) => waiting.get(message.parent.msg_id ?? '');
  void listen(shell, connection.key, (message) => find(message)?.onReply(message));
  void listen(iopub, connection.key, (message) => {
    const target = find(message) ?? newest;
    if (message.header.msg_type !== 'status') target?.onOutput(message);
    else if (message.content.execution_state === 'idle') find(message)?.onIdle();
  });

  return {
    process,
    async request(type, content, onOutput = () => undefined) {
      const { id, frames } = encodeMessage(connection.key, session, type, content);
      const reply = deferred<KernelMessage>();
      const idle = deferred<void>();
      newest = { onReply: reply.resolve, onIdle: idle.resolve, onOutput };
      waiting.set(id, newest);
      await shell.send(frames);
      return { reply: Promise.race([reply.promise, process.died]), idle: Promise.race([idle.promise, process.died]) };
    },
    async close() {
      if (process.alive()) await control.send(encodeMessage(connection.key, session, 'shutdown_request', {}).frames);
      await process.end(1000);
      for (const socket of [shell, control, iopub]) socket.close();
    },
  };
}

// The subscription is live only some time after the kernel is: ask until an answer and its "idle" have both arrived,
// otherwise the first cell's output would be lost.
async function firstAnswer(client: KernelClient, seconds: number): Promise<unknown> {
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    const { reply, idle } = await client.request('kernel_info_request', {});
    const answer = Promise.all([reply, idle]).then(([message]) => message.content.language_info);
    const result = await Promise.race([answer, delay(250)]);
    if (result !== undefined) return result;
  }
  throw new Error(
    `The kernel did not answer within ${seconds} s. Try 'node jupyter/tslab-kernel.cjs' by hand to see why.`,
  );
}

async function listen(
  socket: AsyncIterable<Buffer[]>,
  key: string,
  handle: (message: KernelMessage) => void,
): Promise<void> {
  try {
    for await (const frames of socket) handle(decodeMessage(key, frames));
  } catch (error) {
    // Closing a socket ends its iteration with an error; anything else must not pass unseen.
    if ((error as { code?: string }).code !== 'EAGAIN' && !/closed/i.test((error as Error).message)) throw error;
  }
}

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
