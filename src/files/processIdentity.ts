/**
 * Who holds something: a process, told apart from later ones that happen to get its number.
 *
 * @outsideNumerics it keeps processes apart
 */

import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from './errorCode.js';

/** A process among all machines that share a file system. */
export interface ProcessIdentity {
  readonly host: string;
  /** Which boot and which process namespace the number belongs to; empty where the system does not tell. */
  readonly realm: string;
  readonly pid: number;
  /** When the process began, in clock ticks since boot; empty where the system does not tell. */
  readonly born: string;
}

function tell(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return '';
  }
}

/** State and birth of a process, from Linux's /proc; undefined when it is gone. */
function processStat(pid: number): { readonly state: string; readonly born: string } | undefined {
  const stat = tell(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The second field is the name in parentheses, which may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat ? { state: fields[0], born: fields[19] } : undefined;
}

/**
 * This process.
 *
 * @returns host, boot and namespace, number, time of birth
 */
export function thisProcess(): ProcessIdentity {
  const boot = tell(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = tell(() => readlinkSync('/proc/self/ns/pid'));
  const born = processStat(process.pid)?.born ?? '';
  return { host: hostname(), realm: `${boot} ${namespace}`.trim(), pid: process.pid, born };
}

/**
 * Whether a process still runs.
 *
 * @param identity the process
 * @returns `elsewhere` when it belongs to another machine, boot or container and cannot be asked from here
 */
export function processState({ host, realm, pid, born }: ProcessIdentity): 'alive' | 'dead' | 'elsewhere' {
  const here = thisProcess();
  if (host !== here.host || realm !== here.realm) return 'elsewhere';
  if (here.born) {
    const stat = processStat(pid);
    return stat && stat.state !== 'Z' && stat.born === born ? 'alive' : 'dead';
  }
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return errorCode(error) === 'EPERM' ? 'alive' : 'dead';
  }
}
