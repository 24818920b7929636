/**
 * ManiSkill's own motion planner as a source of demonstrations.
 *
 * @outsideNumerics demonstrations count by their file
 */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PlannedEpisode } from '../taskEntry.js';
import { maniskillInterpreter } from './maniskillPython.js';
import type { ManiSkillTask } from './maniskillTasks.js';

const SCRIPT = fileURLToPath(new URL('./maniskill_plan.py', import.meta.url));

/**
 * Plans episodes.
 *
 * @param task which
 * @param seeds reset seeds
 * @returns one plan a seed, in their order, as they are found
 * @throws Error when the planner's process ends early
 */
export async function* planEpisodes(task: ManiSkillTask, seeds: readonly number[]): AsyncGenerator<PlannedEpisode> {
  const { gymnasiumId, solution, controlMode, spec } = task;
  const args = [
    '-W',
    'ignore',
    SCRIPT,
    gymnasiumId,
    solution,
    controlMode,
    String(spec.horizon),
    JSON.stringify(seeds),
  ];
  const env = { ...process.env, OMP_NUM_THREADS: '1', HF_HUB_OFFLINE: '1' };
  const child = spawn(maniskillInterpreter(), args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2_000);
  });
  let planned = 0;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { seed, actions } = JSON.parse(line) as { readonly seed: number; readonly actions: readonly number[][] };
      planned++;
      yield { seed, actions: actions.map((action) => Float32Array.from(action)) };
    }
    if (planned < seeds.length)
      throw new Error(
        `${spec.id}: the motion planner ended after ${planned} of ${seeds.length} seeds. It said:\n${words}`,
      );
  } finally {
    child.kill();
  }
}
