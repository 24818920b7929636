/** What names there are, for the help of commands. */

import { AGENT_NAMES, CHOICES, knobsForm } from '../agents/index.js';
import { tasks } from '../tasks/index.js';

const WIDTH = 100;

/** Words in lines that are no longer than the screen, under a heading. */
function listed(heading: string, words: readonly string[]): string {
  const lines = [''];
  for (const word of words.map((name, i) => (i < words.length - 1 ? `${name}, ` : name))) {
    if (lines.at(-1)!.length + word.length > WIDTH - 2) lines.push('');
    lines[lines.length - 1] += word;
  }
  return `${heading}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Tasks, agents and knobs with the names that a knob may have; parts of one's own are named by file and export. */
export function whatThereIs(): string {
  const choices: Readonly<Record<string, readonly string[]>> = CHOICES;
  const knobs = Object.keys(knobsForm.shape).map((knob) => {
    const names = choices[knob];
    return names ? `${knob} (${names.join(' | ')})` : knob;
  });
  return [listed('Tasks', Object.keys(tasks)), listed('Agents', AGENT_NAMES), listed('Knobs', knobs)].join('\n');
}

/**
 * Examples for the end of a command's help.
 *
 * @param lines commands, without the program's name
 * @returns the text
 */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  dawnlab ${line}`).join('\n')}`;
}
