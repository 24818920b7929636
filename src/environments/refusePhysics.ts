/** A task of the reader's own makes its own environments: it cannot be told how they are integrated. */

import type { PhysicsName } from './physics/physics.js';
import type { OwnTask } from './task.js';

/**
 * Fails where physics was chosen for a task of the reader's own.
 *
 * @param task the task
 * @param physics what was chosen
 * @throws Error saying what to do
 */
export function refusePhysics({ spec }: OwnTask, physics: PhysicsName | undefined): void {
  if (physics === undefined) return;
  throw new Error(
    `physics: '${physics}' was chosen, but '${spec?.id}' makes its environments itself. The choice is for tasks by name; ` +
      'what such a task takes from the library follows DAWNLAB_PHYSICS.',
  );
}
