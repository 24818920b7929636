/**
 * Ctrl-C as an AbortSignal.
 *
 * @outsideNumerics it stops what others do
 */

/**
 * A signal that the first Ctrl-C aborts, so that a command can keep what it has; a second one ends the process at once.
 *
 * @returns the signal
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    console.error('Stopping; press Ctrl-C again to stop at once.');
    controller.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  // Batch systems ask more than once; the second time must not end a process that is writing its checkpoint.
  process.on('SIGTERM', () => controller.abort());
  return controller.signal;
}
