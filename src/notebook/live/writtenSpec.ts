/** A run that another process makes: told by names and references, and all that determines its numbers. */

import type { RunSpec, WrittenRun } from '../../runs/index.js';
import { notebookScale } from '../cell/notebookScale.js';

/**
 * Fails on a value where another process must be told a name or a reference.
 *
 * @param parts what was written, by what it is for
 * @throws TypeError naming the part
 */
export function checkWritten(parts: Readonly<Record<string, unknown>>): void {
  for (const [name, written] of Object.entries(parts))
    if (typeof written === 'object' || typeof written === 'function')
      throw new TypeError(
        `trainSideBySide: ${name} is a value, which cannot be handed to another process. Write it into a file and name ` +
          `it, for instance ${name}: './mine.ts#${name}'; or train with trainLive, one run after the other.`,
      );
}

/**
 * The specification of a run as this machine would make it.
 *
 * @param written task, agent, base policy, knobs, schedule, seed, probes
 * @returns the run by value
 * @throws Error on an unknown task or agent, and on a reference that leads nowhere
 */
export async function writtenSpec(
  written: Omit<WrittenRun, 'finding' | 'variant' | 'scale' | 'engine' | 'physics' | 'threads'>,
): Promise<RunSpec> {
  const [{ nameRun, currentSpec }, { defaultEngine }, { defaultPhysics }] = await Promise.all([
    import('../../runs/index.js'),
    import('../../compute/index.js'),
    import('../../environments/index.js'),
  ]);
  const labels = { finding: 'live', variant: 'default', scale: notebookScale() };
  const means = { engine: defaultEngine(), physics: defaultPhysics(), threads: 1 };
  const { request } = await nameRun({ ...labels, ...written, ...means });
  return currentSpec(request);
}
