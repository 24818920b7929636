/** Where a kernel listens, and the signed messages of the Jupyter protocol 5.3. */

import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';

/** Contents of the connection file that a kernel reads at its start. */
export interface KernelConnection {
  readonly transport: 'tcp';
  readonly ip: string;
  readonly signature_scheme: 'hmac-sha256';
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

/** A message, without its routing and signature. */
export interface KernelMessage {
  readonly header: { readonly msg_id: string; readonly msg_type: string };
  readonly parent: { readonly msg_id?: string };
  readonly content: Record<string, unknown>;
}

const DELIMITER = '<IDS|MSG>';

/**
 * A connection on five free ports of the loopback interface.
 *
 * @returns the connection, with a fresh key
 */
export async function newConnection(): Promise<KernelConnection> {
  const [shell, iopub, stdin, control, heartbeat] = await freePorts(5);
  return {
    transport: 'tcp',
    ip: '127.0.0.1',
    signature_scheme: 'hmac-sha256',
    key: randomUUID(),
    shell_port: shell!,
    iopub_port: iopub!,
    stdin_port: stdin!,
    control_port: control!,
    hb_port: heartbeat!,
  };
}

/**
 * Writes a message as frames.
 *
 * @param key key of the connection
 * @param session name of the client's session
 * @param type message type, for instance `execute_request`
 * @param content its content
 * @returns the frames and the message's id
 */
export function encodeMessage(
  key: string,
  session: string,
  type: string,
  content: object,
): { id: string; frames: string[] } {
  const id = randomUUID();
  const header = {
    msg_id: id,
    msg_type: type,
    session,
    username: 'dawnlab',
    date: new Date().toISOString(),
    version: '5.3',
  };
  const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
  return { id, frames: [DELIMITER, sign(key, parts), ...parts] };
}

/**
 * Reads a message from its frames.
 *
 * @param key key of the connection
 * @param frames what the socket received
 * @returns the message
 * @throws Error if the frames are no message or are not signed with the key
 */
export function decodeMessage(key: string, frames: readonly Buffer[]): KernelMessage {
  const start = frames.findIndex((frame) => frame.toString() === DELIMITER);
  if (start < 0 || frames.length < start + 6) throw new Error('Not a Jupyter message: no delimiter or too few frames.');
  const parts = frames.slice(start + 2, start + 6);
  if (frames[start + 1]!.toString() !== sign(key, parts))
    throw new Error('A Jupyter message with a wrong signature came in.');
  const [header, parent, , content] = parts.map((part) => JSON.parse(part.toString()));
  return { header, parent, content };
}

function sign(key: string, parts: readonly (string | Buffer)[]): string {
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

// All sockets are held open until the last port is known, so that no port is given twice.
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(
    servers.map((server) => new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
