/** The recipes of base policies by task and kind. */

import type { OwnTask } from '../environments/index.js';
import type { BaseRecipe } from './baseRecipe.js';
import { tasks } from './registry.js';

/** Recipes by task and kind; what was tried is in data/policies/README.md. */
export const baseRecipes: Readonly<Record<string, Readonly<Record<string, BaseRecipe>>>> = Object.fromEntries(
  Object.entries(tasks).map(([id, { recipes }]) => [id, recipes] as const),
);

/**
 * The kind of base policy that is taken where none is named.
 *
 * @param task task name, or one of the reader's own
 * @returns the task's, `diffusion` where it says nothing
 */
export function usualBase(task: string | OwnTask): string {
  const entry = typeof task === 'string' && Object.hasOwn(tasks, task) ? tasks[task] : undefined;
  return entry?.usualBase ?? 'diffusion';
}

/**
 * The recipe of a task and kind.
 *
 * @param task task name
 * @param kind for instance `diffusion`
 * @returns the recipe, empty (the kind's defaults, all demonstrations) for a pair without one
 */
export function baseRecipe(task: string, kind: string): BaseRecipe {
  return baseRecipes[task]?.[kind] ?? {};
}
