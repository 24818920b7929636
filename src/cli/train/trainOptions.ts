/** The options of `dawnlab train`. */

import { InvalidArgumentError, Option } from 'commander';
import { AGENT_NAMES } from '../../agents/index.js';
import { ENGINE_NAMES } from '../../compute/index.js';
import { BASE_NOISES } from '../../policies/index.js';
import { parseCount } from '../parseCount.js';
import { parseSeeds } from '../parseSeeds.js';
import { physicsOption } from '../physicsOption.js';
import { pythonOption } from '../pythonOption.js';

const parseNames = (text: string): string[] => text.split(',').map((name) => name.trim());

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, together with what is JSON but no object.
  }
  throw new InvalidArgumentError('It must be a JSON object.');
}

/**
 * The run itself: its parts, its seeds, and what is changed of a preset.
 *
 * @returns options
 */
export function whatIsTrained(): Option[] {
  return [
    new Option(
      '--task <name>',
      'for instance gantry-peg, one of your own: ./mine.ts#task, or gymnasium:AdroitHandPen-v1',
    ).makeOptionMandatory(),
    new Option(
      '--agent <name>',
      `${AGENT_NAMES.join(', ')}, or one of your own: ./mine.ts#agent`,
    ).makeOptionMandatory(),
    new Option('--seed <seed>', 'master seed').argParser(parseCount).default(1),
    new Option('--seeds <seeds>', 'several seeds that learn in one program, for instance 1-8')
      .argParser(parseSeeds)
      .conflicts('seed'),
    new Option('--scale <scale>', 'how much is run').choices(['smoke', 'quick', 'full']).default('full'),
    new Option(
      '--base <kind>',
      "kind of the base policy, or one of your own: ./mine.ts#base; by default the task's, mostly diffusion",
    ),
    new Option('--preset <task>', 'the task whose preset a task of your own starts from'),
    new Option('--base-noise <noise>', 'how the base policy gets its random numbers')
      .choices(BASE_NOISES)
      .default('sampled'),
    new Option('--chunks <count>', "chunk transitions in all; the preset's own number by default").argParser(
      parseCount,
    ),
    new Option(
      '--knobs <json>',
      'changes to the knobs, for instance {"lambda":0.1,"valueHead":"./mine.ts#head"}',
    ).argParser(parseObject),
    new Option('--schedule <json>', 'changes to the schedule, for instance {"evaluateEvery":400}').argParser(
      parseObject,
    ),
    new Option('--probes <names>', 'what is measured, separated by commas; one of your own: ./mine.ts#probe').argParser(
      parseNames,
    ),
  ];
}

/**
 * By what it is made, and where it is kept.
 *
 * @returns options
 */
export function howItIsTrained(): Option[] {
  return [
    new Option('--threads <count>', 'threads of one update').argParser(parseCount).default(1),
    new Option(
      '--engine <engine>',
      'what runs the updates; by default onnx, or xla where it is set up and pays',
    ).choices(ENGINE_NAMES),
    physicsOption(),
    pythonOption(),
    new Option(
      '--out <dir>',
      'directory for records and checkpoints, of several seeds seed-1, seed-2, … in it; a run that is there is resumed',
    ),
  ];
}
