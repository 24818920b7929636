/** What happens when MuJoCo complains: by itself it writes into the current folder, and ends the process with an error. */

import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import type { Koffi, NativeLibrary } from '../../../native/index.js';
import { LOG_ERROR, LOG_SUBJECT } from './layout.js';

const C_LIBRARY = process.platform === 'darwin' ? 'libSystem.dylib' : 'libc.so.6';

/** Ends the process at once, whatever thread calls it: MuJoCo must not be returned to, it would work on what is not there. */
function processEnd(koffi: Koffi): () => void {
  if (isMainThread) return () => process.exit(1);
  const end = koffi.load(C_LIBRARY).func('void _exit(int status)') as (status: number) => void;
  return () => end(1);
}

function complain(subject: string): void {
  const text =
    `dawnlab: MuJoCo met an error after which it cannot go on, so that this process ends: ${subject}\n` +
    'A run with a directory is whole up to its last checkpoint: start it again to go on from there. If it ends again, ' +
    'look at the model, or take --physics wasm, where the same is an ordinary error.\n';
  writeSync(2, text);
}

/**
 * Says what MuJoCo does about its messages in this thread: a handler of JavaScript can be called in its own thread alone.
 *
 * Warnings are dropped: what they say of unstable physics, the clock says as well.
 *
 * @param koffi the foreign function interface
 * @param library MuJoCo
 */
export function handleErrors(koffi: Koffi, library: NativeLibrary): void {
  const end = processEnd(koffi);
  const onMessage = (message: bigint) => {
    const [level] = new Int32Array(koffi.view(message, 4));
    if (level < LOG_ERROR) return;
    try {
      const [offset, length] = LOG_SUBJECT;
      const subject = new Uint8Array(koffi.view(BigInt(message) + BigInt(offset), length));
      complain(
        Buffer.from(subject.subarray(0, subject.indexOf(0)))
          .toString()
          .trim(),
      );
    } finally {
      end();
    }
  };
  const type = koffi.pointer(koffi.proto('void dawnlab_on_message(void *message)'));
  const handler = koffi.register(onMessage, type);
  const setHandler = library.func('void *_mjPRIVATE_setTlsLogHandler(void *handler)') as (handler: unknown) => unknown;
  setHandler(handler);
}
