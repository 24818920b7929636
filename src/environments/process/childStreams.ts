/**
 * What a child process says and how it ends.
 *
 * @outsideNumerics it carries requests and replies
 */

import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';
import { frameReader } from './frames.js';
import type { Mailbox, SilenceClock } from './mailbox.js';

/** What is kept of a child's standard error, for errors. */
const KEPT = { characters: 8_192, lines: 8 };

/**
 * Keeps the last words of a child.
 *
 * @param child the process
 * @returns what tells them, as the end of an error's text
 */
export function lastWords(child: ChildProcessWithoutNullStreams): () => string {
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-KEPT.characters);
  });
  return () => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.length > 0 ? ` Its last words:\n  ${lines.slice(-KEPT.lines).join('\n  ')}` : ' It said nothing else.';
  };
}

/**
 * Says whether the loop of this process waits for a child.
 *
 * @param child the process
 * @param holds true to wait for it
 */
export function hold(child: ChildProcessWithoutNullStreams, holds: boolean): void {
  for (const handle of [child, ...(child.stdio as unknown as Socket[])]) holds ? handle.ref() : handle.unref();
}

/**
 * Brings what a child does to who waits for it, and what goes wrong to `fail`.
 *
 * @param child the process
 * @param box where its replies arrive
 * @param clock wound by every sign of life while a reply is due
 * @param fail called with what went wrong
 */
export function listen(
  child: ChildProcessWithoutNullStreams,
  box: Mailbox,
  clock: SilenceClock,
  fail: (reason: string) => void,
): void {
  const take = (body: Buffer) => {
    if (body.toString('latin1', 0, 1) === 'E') fail(`raised ${body.toString('utf8', 1)}.`);
    else if (!box.isAwaited()) fail('answered what nobody had asked.');
    else box.deliver(body.subarray(1));
  };
  const read = frameReader(take, (bytes) =>
    fail(`wrote what is no frame: ${JSON.stringify(bytes.toString('latin1', 0, 60))}.`),
  );
  for (const stream of [child.stdout, child.stderr]) stream.on('data', () => box.isAwaited() && clock.wind());
  child.stdout.on('data', read);
  // Its end says more than that a write failed.
  child.stdin.on('error', () => undefined);
  child.once('error', ({ message }) =>
    fail(`could not be started: ${message}. Which Python it is: --python, or DAWNLAB_PYTHON.`),
  );
  child.once('exit', (code, signal) => fail(`ended (${signal ?? `exit code ${code}`}).`));
}
