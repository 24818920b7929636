/** What a file system's error means for a run, and what to do about it. */

const MEANINGS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space',
  EDQUOT: 'The disk quota is used up. Free some space',
  EFBIG: 'A file would become larger than is allowed here. Raise the limit (ulimit -f)',
  EROFS: 'The file system is read-only. Choose another directory, or make it writable',
  EACCES: 'Writing is not permitted there. Choose another directory, or change its permissions',
  EPERM: 'Writing is not permitted there. Choose another directory, or change its permissions',
  EIO: 'The disk reported an error. Look after the disk',
};

/**
 * Explains an error of the file system.
 *
 * @param error what was thrown
 * @param directory the run's directory
 * @returns an error that says what to do; any other error as it is
 */
export function explainFileError(error: unknown, directory: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const meaning = MEANINGS[code ?? ''];
  if (!meaning) return error;
  const kept = 'What was checkpointed is kept: the same command goes on from there.';
  return Object.assign(new Error(`${meaning}, then call again (${directory}: ${message}). ${kept}`), { code });
}
