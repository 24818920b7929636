/**
 * A Python process that holds some environments: started, asked one thing at a time, ended.
 *
 * @outsideNumerics it carries requests and replies
 */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hold, lastWords, listen } from './childStreams.js';
import { packFrame } from './frames.js';
import { type Mailbox, mailbox, silenceClock } from './mailbox.js';

/** Beside this file: the build copies it. */
const SERVER = fileURLToPath(new URL('./server.py', import.meta.url));
/** Milliseconds after which the last words of a dead child are no longer waited for: a grandchild may hold its pipes. */
const LAST_WORDS = 2_000;

/** What a child is started with. */
export interface ChildOptions {
  /** Subject of errors, the task's name. */
  readonly id: string;
  /** Interpreter. */
  readonly python: string;
  /** `module:function` or `file.py:function`, see server.py. */
  readonly factory: string;
  /** Keywords of the function. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly slots: number;
  /** Seconds without a byte from the child, while something is asked of it, after which it counts as hung. */
  readonly silence: number;
}

/** A running child. */
export interface PythonChild {
  /** Its first words: what the task is, as JSON. */
  readonly first: Promise<Buffer>;
  /** Asks; requests wait for each other. @returns the reply @throws Error when the child fails */
  ask(parts: readonly Uint8Array[]): Promise<Buffer>;
  /** Ends it at once. */
  kill(): void;
  /** Lets it end, and fails what is still asked of it: resolves when it is gone. */
  close(): Promise<void>;
}

/** One thread, no downloads, the same hashes every time. */
const ENVIRONMENT = {
  OMP_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  HF_HUB_OFFLINE: '1',
  PYTHONHASHSEED: '0',
};

/**
 * Starts a child.
 *
 * @param options interpreter, what it is to make, how long it may be silent
 * @param onFailure called once when it fails, before who waits is told
 * @returns the child, still importing
 */
export function startChild(options: ChildOptions, onFailure: () => void): PythonChild {
  const { id, silence } = options;
  const child = spawnServer(options);
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  const words = lastWords(child);
  const clock = silenceClock(silence, () =>
    fail(`said nothing for ${silence} s and was ended. Where it may take longer, say so: silence.`),
  );
  const box = mailbox((isAwaited) => {
    hold(child, isAwaited);
    isAwaited ? clock.wind() : clock.stop();
  });
  let isOver = false;
  const fail = async (reason: string) => {
    if (isOver) return;
    isOver = true;
    child.kill('SIGKILL');
    await Promise.race([gone, sleep(LAST_WORDS)]);
    onFailure();
    box.fail(new Error(`${id}: its Python process ${reason}${words()}`));
  };
  listen(child, box, clock, fail);
  return {
    ...asking(child, box),
    kill: () => void child.kill('SIGKILL'),
    async close() {
      isOver = true;
      // Who still waits is told, or the clock of silence would keep this process for as long as it runs.
      box.fail(new Error(`${id}: its Python process was closed while something was asked of it.`));
      hold(child, true);
      child.stdin.end();
      await gone;
    },
  };
}

function spawnServer({ python, factory, slots, options }: ChildOptions): ChildProcessWithoutNullStreams {
  const args = ['-W', 'ignore', SERVER, factory, String(slots), JSON.stringify(options)];
  return spawn(python, args, { env: { ...process.env, ...ENVIRONMENT } });
}

/** Asks a child one thing after the other, from its first words on. */
function asking(child: ChildProcessWithoutNullStreams, box: Mailbox): Pick<PythonChild, 'first' | 'ask'> {
  const first = box.wait();
  // Who closes it before it has said anything need not ask.
  first.catch(() => undefined);
  let queue: Promise<unknown> = first;
  return {
    first,
    ask(parts) {
      const reply = queue.then(() => {
        const waited = box.wait();
        child.stdin.write(packFrame(parts));
        return waited;
      });
      queue = reply;
      return reply;
    },
  };
}
