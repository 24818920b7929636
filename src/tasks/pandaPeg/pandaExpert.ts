/** The Panda peg's expert: reach, descend, close, carry, insert. */

import type { ScriptedExpert } from '../expert.js';
import { toolAction } from '../pandaArm/toolAction.js';
import { goalOf, isDone, type PandaPhase, readScene } from './pandaGoals.js';
import { pandaPegSpec } from './pandaPegSpec.js';

const NEXT: Record<PandaPhase, PandaPhase> = {
  reach: 'descend',
  descend: 'close',
  close: 'carry',
  carry: 'insert',
  insert: 'insert',
};

/**
 * The expert of `panda-peg`. Its memory is the phase it is in; {@link ScriptedExpert.reset} goes back to reaching.
 *
 * @returns the expert, with its phase for tests and pictures
 */
export function createPandaExpert(): ScriptedExpert & { readonly phase: () => PandaPhase } {
  const { id, obsNames } = pandaPegSpec;
  const positions = new Map(obsNames.map((name, index) => [name, index]));
  const at = (name: string): number => positions.get(name)!;
  let phase: PandaPhase = 'reach';
  let stepsInPhase = 0;
  return {
    task: id,
    remembers: true,
    phase: () => phase,
    reset() {
      phase = 'reach';
      stepsInPhase = 0;
    },
    act(obs) {
      const scene = readScene(obs, at);
      if (isDone(phase, scene, stepsInPhase)) {
        phase = NEXT[phase];
        stepsInPhase = 0;
      }
      stepsInPhase++;
      const { p, q, gripper, speed } = goalOf(phase, scene);
      return toolAction(scene.tool, { p, q }, speed, gripper);
    },
  };
}
