/**
 * What the system calls an error.
 *
 * @outsideNumerics it names errors
 */

/**
 * The code of a system's error.
 *
 * @param error anything thrown
 * @returns for instance `ENOENT`; undefined where it has none
 */
export function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
