/** Processes by what is in their environment, for daemons that detach themselves. */

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ids of the processes that were started with all of these variables, this one left out. */
export function processesWith(variables: Readonly<Record<string, string>>): number[] {
  const wanted = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return wanted.every((entry) => environment.includes(entry));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Sends SIGKILL to these processes; returns how many there were. */
export function killOnce(variables: Readonly<Record<string, string>>): number {
  const pids = processesWith(variables);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  return pids.length;
}

/** Sends SIGKILL until none is left. */
export async function killAll(variables: Readonly<Record<string, string>>): Promise<void> {
  while (killOnce(variables) > 0) await sleep(20);
}

/** Waits until a question is answered with yes; throws with what was waited for when it takes too long. */
export async function until(
  what: string,
  question: () => Promise<boolean> | boolean,
  seconds = 60,
  about: () => string = () => '',
): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!(await question())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}\n${about()}`);
    await sleep(200);
  }
}
