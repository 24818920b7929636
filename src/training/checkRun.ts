/**
 * What a run must be before anything of it is made.
 *
 * @outsideNumerics it checks what was asked for
 */

import { z } from 'zod';
import { checkAgent } from '../agents/index.js';
import { ENGINE_NAMES, isEngine } from '../compute/index.js';
import { checkSeed, checkTask, PHYSICS_NAMES, refusePhysics } from '../environments/index.js';
import { checkOwnBase } from '../policies/index.js';
import { openness } from '../residual/index.js';
import { valueRange } from '../rewards/index.js';
import { checkSettings, integerFrom, oneOf, strictSettings } from '../settings/index.js';
import { checkBudget } from '../tasks/index.js';
import { chosenProbes } from './probe/probes.js';
import type { LoadedOptions } from './session.js';

/** Moments at which the gate is looked at beforehand, as shares of the budget. */
const GATE_SAMPLES = 16;

const anything = z.unknown().optional();
const listener = z.custom((value) => typeof value === 'function', 'must be a function').optional();
/** What {@link LoadedOptions} may say; task, agent, schedule, seed and base policy are checked for what they are. */
const optionsForm = strictSettings('option of train', {
  task: anything,
  agent: anything,
  schedule: anything,
  seed: anything,
  baseKind: anything,
  own: anything,
  probes: z.array(z.unknown(), 'must be a list of probes').optional(),
  threads: integerFrom(1, 'threads of one update').optional(),
  engine: oneOf('engine', ENGINE_NAMES, isEngine).optional(),
  physics: oneOf('physics', PHYSICS_NAMES).optional(),
  directory: z.custom<string>((value) => typeof value === 'string' && value !== '', 'must be a path').optional(),
  signal: z.custom<AbortSignal>((value) => value instanceof AbortSignal, 'must be an AbortSignal').optional(),
  onNotice: listener,
  onRecord: listener,
  onProgress: listener,
  share: anything,
} satisfies Record<keyof LoadedOptions, z.ZodType>);

/**
 * Fails on a run that cannot be meant, before it costs anything.
 *
 * @param options what to train, how, and who listens
 * @throws RangeError naming the part, what it is and what it must be
 */
export function checkRun(options: LoadedOptions): void {
  checkSettings(optionsForm, options, 'train');
  const { task, agent, schedule, seed, physics } = options;
  if (typeof task !== 'string') {
    checkTask(task);
    refusePhysics(task, physics);
  }
  if (options.baseKind !== undefined && typeof options.baseKind !== 'string') checkOwnBase(options.baseKind);
  checkAgent(agent);
  checkBudget(schedule, { warmupChunks: agent.warmup.chunks, explicitUpdates: agent.explicit?.updates });
  checkSeed(seed, 'train');
  checkProbes(options.probes, schedule);
  checkSupport(options);
  for (let i = 0; i <= GATE_SAMPLES; i++) openness(agent.gate, Math.round((i / GATE_SAMPLES) * schedule.totalChunks));
}

/**
 * Fails on probes that are none, and on probes that would never measure.
 *
 * @param probes names, or probes; nothing for all of the library's
 * @param schedule of the run
 * @throws RangeError saying what to give; as `chosenProbes`
 */
export function checkProbes(probes: LoadedOptions['probes'], schedule: LoadedOptions['schedule']): void {
  if (!probes) return;
  chosenProbes(probes);
  if (!schedule.probeEpisodes)
    throw new RangeError('probes measure on episodes: give the schedule probeEpisodes, for instance probeEpisodes: 4.');
}

/** Of a bound, what rounding may leave between two ways to the same number. */
const ROUNDING = 1e-9;

/**
 * Critics over fixed values that the returns of a task's own rule would run out of: probability would pile up at their ends.
 * Over the default rule a narrower range is a hypothesis, and the reader's.
 */
function checkSupport({ agent: { algorithm, settings }, task }: LoadedOptions): void {
  const support = algorithm.valueSupport?.(settings);
  const rule = typeof task === 'object' ? task.reward : undefined;
  if (!support || !rule) return;
  const { low, high } = valueRange(rule, settings.discount);
  const slack = ROUNDING * (high - low);
  if (support.low <= low + slack && support.high >= high - slack) return;
  throw new RangeError(
    `The critic's values lie in [${support.low}, ${support.high}], and returns under the reward rule ${rule.name} in ` +
      `[${low}, ${high}] at γ = ${settings.discount}. Give the value head that range and some room, for instance ` +
      `categoricalHead({ low: ${Math.floor(low)}, high: ${Math.ceil(high)}, count: 101 }), or make the agent for the ` +
      'rule: createAgent(name, knobs, task.reward).',
  );
}
