/** Refuses what cannot work before anything is downloaded. */

import { existsSync } from 'node:fs';
import { SetupError } from './program.js';

/**
 * Fails on a machine that the wheels are not for.
 *
 * @param what is in the wheels, for the message
 * @param isForGpu whether a GPU is wanted
 * @param advice what to do on another system
 * @param command that does it for the processor
 * @throws SetupError saying what this machine is or lacks
 */
export function refuseEarly(what: string, isForGpu: boolean, advice: string, command: string): void {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupError(
      `The wheels with ${what} that this takes are for Linux x64; this is ${process.platform} ${process.arch}. ${advice}`,
    );
  const driver = ['/dev/nvidiactl', '/dev/dxg', '/proc/driver/nvidia/version'].some((file) => existsSync(file));
  if (isForGpu && !driver)
    throw new SetupError(
      `No NVIDIA driver is visible here (no /dev/nvidiactl), so that a GPU cannot be used: install the driver, or start the container with its GPU. For the processor: '${command}'.`,
    );
}
