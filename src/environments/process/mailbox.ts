/**
 * Waiting for one reply at a time, and for no longer than somebody is heard.
 *
 * @outsideNumerics it waits
 */

interface Waiting {
  readonly resolve: (body: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** Where the reply to a request arrives. */
export interface Mailbox {
  /** The next reply. @throws the failure, once there is one */
  wait(): Promise<Buffer>;
  /** Whether somebody waits. */
  isAwaited(): boolean;
  /** Hands a reply to who waits. */
  deliver(body: Buffer): void;
  /** Nothing more will arrive. */
  fail(error: Error): void;
}

/**
 * A mailbox.
 *
 * @param onWait called with whether somebody waits, when that changes
 * @returns the mailbox, empty
 */
export function mailbox(onWait: (isAwaited: boolean) => void): Mailbox {
  let waiting: Waiting | undefined;
  let failure: Error | undefined;
  const take = () => {
    const taken = waiting;
    waiting = undefined;
    if (taken) onWait(false);
    return taken;
  };
  return {
    wait: () =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting = { resolve, reject };
        onWait(true);
      }),
    isAwaited: () => waiting !== undefined,
    deliver: (body) => take()?.resolve(body),
    fail(error) {
      failure ??= error;
      take()?.reject(failure);
    },
  };
}

/** A clock that is wound by every sign of life. */
export interface SilenceClock {
  wind(): void;
  stop(): void;
}

/** This process may have been busy itself: after the time is over, what lies in the pipes is read first. */
const READ_FIRST = 1_000;

/**
 * Calls when nothing was heard for a while.
 *
 * @param seconds how long a silence may be
 * @param onSilence called once it was longer
 * @returns the clock, which does not run yet
 */
export function silenceClock(seconds: number, onSilence: () => void): SilenceClock {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  return {
    stop,
    wind() {
      stop();
      timer = setTimeout(() => {
        timer = setTimeout(onSilence, READ_FIRST);
      }, seconds * 1_000);
    },
  };
}
