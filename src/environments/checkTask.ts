/**
 * What a task of the reader's own must be.
 *
 * @outsideNumerics it checks what was written
 */

import { z } from 'zod';
import { checkSettings, functionForm, kindText, nameForm, numberIn, oneOf, strictSettings } from '../settings/index.js';
import { checkSpec } from './checkSpec.js';
import type { OwnTask } from './task.js';

const rewardForm = strictSettings('part of a reward rule', {
  name: nameForm,
  low: numberIn('(-∞, ∞)', 'the least reward of a chunk'),
  high: numberIn('(-∞, ∞)', 'the greatest reward of a chunk'),
  of: functionForm,
}).refine(({ low, high }) => low <= high, { error: 'has a low above its high', path: [] });

const abilitiesForm = z.looseObject({
  snapshot: oneOf('ability', ['exact', 'replay', 'none']),
  picture: z.boolean().optional(),
});

/**
 * Fails on what is no task, before anything of it is opened.
 *
 * @param task what came, in the place of a task's name
 * @throws RangeError naming what is missing or cannot be meant, and what to write; naming each entry of the spec that is out of its range
 */
export function checkTask(task: OwnTask): void {
  if (typeof task !== 'object' || task === null)
    throw new RangeError(
      `A task is a name, a reference ('./mine.ts#task') or a value with spec and create or open; this one is ${kindText(task)}.`,
    );
  const who = `The task ${String(task.spec?.id)}`;
  checkSpec(task.spec);
  if (typeof ('create' in task ? task.create : task.open) !== 'function')
    throw new RangeError(
      `${task.spec.id}: the task has neither create() nor open(). See the contracts, EnvTask and Task.`,
    );
  if (task.reward !== undefined) checkSettings(rewardForm, task.reward, `${who}: reward`);
  if (!('create' in task)) checkSettings(abilitiesForm, task.can, `${who}: can`);
}
