/** `dawnlab train`: one training run. */

import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AgentKnobs } from '../../agents/index.js';
import { defaultEngine, ENGINE_NAMES, type EngineName } from '../../compute/index.js';
import { interruptSignal } from '../../files/index.js';
import { checkKnobsReach, loadParts } from '../../parts/index.js';
import { BASE_NOISES, type BaseNoise, baseName } from '../../policies/index.js';
import {
  executeRun,
  nameRun,
  presentSpec,
  type RunRequest,
  STOPPED,
  type WrittenRun,
  writtenParts,
} from '../../runs/index.js';
import { isReference } from '../../settings/index.js';
import { type TrainingSchedule, taskPreset } from '../../tasks/index.js';
import {
  checkRun,
  type Probe,
  type RunRecord,
  type RunResult,
  readRecords,
  runResult,
  type TrainOptions,
  train,
} from '../../training/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';
import { type ProgressLine, showProgress } from '../showProgress.js';

interface TrainCommandOptions {
  readonly task: string;
  readonly agent: string;
  readonly seed: number;
  readonly scale: 'smoke' | 'quick' | 'full';
  readonly base: string;
  readonly preset?: string;
  readonly baseNoise: BaseNoise;
  readonly chunks?: number;
  readonly knobs?: Partial<AgentKnobs>;
  readonly schedule?: Partial<TrainingSchedule>;
  readonly probes?: readonly string[];
  readonly threads: number;
  readonly engine: EngineName;
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `train`
 */
export function trainCommand(): Command {
  return new Command('train')
    .description('train a residual agent over a frozen base policy')
    .requiredOption('--task <name>', 'for instance gantry-peg, or one of your own: ./mine.ts#task')
    .requiredOption('--agent <name>', 'dawn, policyDecorator, vanilla, or one of your own: ./mine.ts#agent')
    .option('--seed <seed>', 'master seed', parseCount, 1)
    .addOption(new Option('--scale <scale>', 'how much is run').choices(['smoke', 'quick', 'full']).default('full'))
    .option('--base <kind>', 'kind of the base policy, or one of your own: ./mine.ts#base', 'diffusion')
    .option('--preset <task>', 'the task whose preset a task of your own starts from')
    .addOption(
      new Option('--base-noise <noise>', 'how the base policy gets its random numbers')
        .choices(BASE_NOISES)
        .default('sampled'),
    )
    .option('--chunks <count>', "chunk transitions in all; the preset's own number by default", parseCount)
    .option(
      '--knobs <json>',
      'changes to the knobs, for instance {"lambda":0.1,"valueHead":"./mine.ts#head"}',
      parseObject,
    )
    .option('--schedule <json>', 'changes to the schedule, for instance {"evaluateEvery":400}', parseObject)
    .option('--probes <names>', 'what is measured, separated by commas; one of your own: ./mine.ts#probe', parseNames)
    .option('--threads <count>', 'threads of one update', parseCount, 1)
    .addOption(new Option('--engine <engine>', 'what runs the updates').choices(ENGINE_NAMES).default(defaultEngine()))
    .option('--out <dir>', 'directory for records and checkpoints; a run that is there is resumed')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(trainAction);
}

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

function describe(record: RunRecord, showsProbes: boolean): string | undefined {
  if (record.kind === 'probe' && showsProbes) {
    const values = Object.entries(record.values).map(([name, value]) => `${name} ${value.toPrecision(4)}`);
    return `probe  ${record.chunks} chunks  ${values.join('  ')}`;
  }
  if (record.kind !== 'evaluation') return undefined;
  const { policy, chunks, primitiveSteps, updates, success, protocol, seconds } = record;
  const where = `${chunks} chunks  ${primitiveSteps} primitive steps  ${updates} updates`;
  return `${policy.padEnd(5)}  ${where}  success ${success.toFixed(3)} of ${protocol.episodes}  ${seconds.toFixed(0)} s`;
}

/** What the options ask for. */
async function askedRun(options: TrainCommandOptions): Promise<WrittenRun> {
  const { task, agent, seed, scale, chunks, probes, threads, engine } = options;
  if (isReference(task) && !options.preset)
    throw new Error(`There is no preset for '${task}'. Say whose to start from, for instance --preset gantry-peg.`);
  const base = baseName(options.base, options.baseNoise);
  const preset = taskPreset(options.preset ?? task, scale);
  await checkKnobsReach(agent, Object.keys(options.knobs ?? {}));
  const knobs = { ...preset.knobs, ...options.knobs };
  const total = chunks === undefined ? {} : { totalChunks: chunks };
  const schedule = { ...preset.schedule, ...options.schedule, ...total };
  const run = {
    finding: 'train',
    variant: 'default',
    scale,
    task,
    agent,
    base,
    knobs,
    schedule,
    seed,
    threads,
    engine,
  };
  return { ...run, ...(probes && { probes }) };
}

async function trainAction(options: TrainCommandOptions): Promise<void> {
  const { out, json } = options;
  const run = await askedRun(options);
  const { schedule, seed, threads, engine } = run;
  const { request, parts = await loadParts<Probe>(writtenParts({ ...run, base: { kind: run.base } })) } =
    await nameRun(run);
  // Before a directory is made for what cannot be meant.
  checkRun({ ...parts, schedule, seed, threads, engine });
  if (!out)
    console.log(
      'Nothing of this run is kept. With --out <dir> its records and checkpoints are, and it can be resumed.',
    );
  const line = showProgress('chunks');
  const listeners = listenersOf(line, run.probes !== undefined);
  let result: RunResult;
  if (out) {
    await executeRun(await presentSpec(request), out, listeners);
    result = runResult(readRecords(join(out, 'metrics.jsonl')));
  } else {
    result = await train({ ...parts, schedule, seed, threads, engine, ...listeners });
  }
  line.end();
  console.log(endText(result));
  if (json) printResult(summary(request, result));
  if (result.status !== 'completed') process.exitCode = result.status === 'interrupted' ? STOPPED : 1;
}

function listenersOf(
  line: ProgressLine,
  showsProbes: boolean,
): Required<Pick<TrainOptions, 'signal' | 'onProgress' | 'onRecord'>> {
  return {
    signal: interruptSignal(),
    onProgress: line.update,
    onRecord: (record) => {
      const text = describe(record, showsProbes);
      if (text) line.print(text);
    },
  };
}

function endText({ status, message, baseSuccess, finalSuccess, seconds }: RunResult): string {
  const time = `in ${seconds.toFixed(0)} s`;
  if (status === 'diverged') return `diverged ${time}, and is not a result. ${message ?? ''}`.trimEnd();
  return `${status}: success ${baseSuccess} → ${finalSuccess} ${time}`;
}

/** The one JSON object that `--json` promises. */
function summary({ task, agent, seed }: RunRequest, result: RunResult): object {
  const { status, baseSuccess, finalSuccess, seconds, updatesPerSecond } = result;
  const curve = result.curve.map(({ chunks, primitiveSteps, updates, success }) => ({
    chunks,
    primitiveSteps,
    updates,
    success,
  }));
  return { task, agent, seed, status, baseSuccess, finalSuccess, curve, seconds, updatesPerSecond };
}
