/** Reach, measured once for a task and a base policy, and kept in `data/reach`. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dataPath, fileProvenance, readJson, writeFileAtomic } from '../files/index.js';
import { baseHash } from '../policies/index.js';
import { HELD_OUT_SEED, outcomeText } from '../rollouts/index.js';
import { measurePasses } from './passes.js';
import { measureLine, REACH_LINES, type ReachLine } from './reachLine.js';

const outcomes = z.string().regex(/^[01]+$/, 'a 1 or a 0 for every episode');
const count = z.int().nonnegative();
const reachForm = z.looseObject({
  task: z.string(),
  base: z.looseObject({ kind: z.string(), sha256: z.string() }),
  firstSeed: count,
  command: z.string(),
  versions: z.record(z.string(), z.string()),
  platform: z.string(),
  lines: z.array(z.looseObject({ name: z.enum(REACH_LINES), lambda: z.number().optional(), outcomes })),
  passes: z.looseObject({ attempts: z.int().positive(), counts: z.array(count) }).optional(),
});

/** Folder of the committed files. */
const REACH = dataPath('reach');

/** A task's lines, every outcome of them, and how often its base policy solves each start. */
export type RecordedReach = z.output<typeof reachForm>;

/** What is measured, and where it is kept. */
export interface RecordReachOptions {
  readonly baseKind: string;
  readonly lines: readonly ReachLine[];
  /** Episodes of each line. */
  readonly episodes: number;
  /** Starts that are tried several times, and how often. */
  readonly starts: number;
  readonly attempts: number;
  /** The literal command, for the provenance. */
  readonly command: string;
  readonly file: string;
  readonly signal?: AbortSignal;
  /** Called when something was measured. */
  readonly onMeasured?: (what: string, successes: number, of: number) => void;
}

/**
 * Where a task's reach is kept.
 *
 * @param task task name
 * @param baseKind kind of the base policy
 * @returns the path of the committed file, which need not exist
 */
export function reachPath(task: string, baseKind = 'diffusion'): string {
  return join(REACH, `${task}-${baseKind}.json`);
}

/**
 * Reads what was measured.
 *
 * @param task task name
 * @param baseKind kind of the base policy
 * @returns lines and passes
 * @throws Error naming the command that measures them when there is no file; DamagedFileError when it cannot be used
 */
export function readReach(task: string, baseKind = 'diffusion'): RecordedReach {
  const file = reachPath(task, baseKind);
  const command = `dawnlab reach --task ${task}${baseKind === 'diffusion' ? '' : ` --kind ${baseKind}`}`;
  if (!existsSync(file))
    throw new Error(`What a residual can reach on ${task} over ${baseKind} is not measured. Measure it: ${command}`);
  return readReachFile(file, command);
}

/**
 * The tasks whose reach is kept.
 *
 * @param baseKind kind of the base policy
 * @returns task names, in the order of the alphabet
 */
export function reachedTasks(baseKind = 'diffusion'): string[] {
  const end = `-${baseKind}.json`;
  const files = existsSync(REACH) ? readdirSync(REACH) : [];
  return files.flatMap((file) => (file.endsWith(end) ? [file.slice(0, -end.length)] : [])).sort();
}

function readReachFile(file: string, command: string): RecordedReach {
  return readJson(file, reachForm, {
    kind: 'file of reach lines',
    advice: `Restore it, or measure again: ${command}.`,
  });
}

const isLine = (a: ReachLine) => (b: ReachLine) => a.name === b.name && a.lambda === b.lambda;
/** One line a line, so that a change of one is seen. */
const lineText = (line: object) => `  ${JSON.stringify(line)}`;

function write(file: string, { lines, passes, ...head }: RecordedReach): void {
  const rest = [
    ` "lines": [\n${lines.map(lineText).join(',\n')}\n ]`,
    ...(passes ? [` "passes": ${JSON.stringify(passes)}`] : []),
  ];
  writeFileAtomic(file, `${JSON.stringify(head, null, 1).slice(0, -2)},\n${rest.join(',\n')}\n}\n`);
}

/** What is there already of the same base policy on the same episodes; everything else is measured anew. */
function begun(task: string, { baseKind, file, command }: RecordReachOptions): RecordedReach {
  const { versions, platform } = fileProvenance(command);
  const base = { kind: baseKind, sha256: baseHash(task, baseKind) };
  const fresh = { task, base, firstSeed: HELD_OUT_SEED, command, versions, platform, lines: [] };
  if (!existsSync(file)) return fresh;
  const there = readReachFile(file, command);
  const isSame = there.base.sha256 === base.sha256 && there.firstSeed === HELD_OUT_SEED;
  return isSame ? { ...fresh, lines: there.lines, passes: there.passes } : fresh;
}

/**
 * Measures a task's lines and passes, and writes them as they come: what the file holds already is not measured again, so that
 * the same call goes on after an interruption.
 *
 * @param task task name
 * @param options what, on how many episodes, where to
 * @returns all that the file holds
 * @throws as `measureLine` and `measurePasses`; DamagedFileError when the file cannot be used
 */
export async function recordReach(task: string, options: RecordReachOptions): Promise<RecordedReach> {
  const { baseKind, lines, episodes, starts, attempts, file, signal, onMeasured } = options;
  let reach = begun(task, options);
  const keep = (more: Partial<RecordedReach>) => {
    reach = { ...reach, ...more };
    write(file, reach);
  };
  for (const line of lines) {
    const there = reach.lines.find(isLine(line));
    if (there && there.outcomes.length >= episodes) continue;
    const { succeeded, success } = await measureLine(task, line, { baseKind, episodes, signal });
    const others = reach.lines.filter((other) => !isLine(line)(other));
    keep({ lines: [...others, { ...line, outcomes: outcomeText(succeeded) }] });
    onMeasured?.([line.name, line.lambda].join(' ').trim(), Math.round(success * episodes), episodes);
  }
  const { passes } = reach;
  if (starts === 0 || (passes && passes.counts.length >= starts && passes.attempts === attempts)) return reach;
  const counts = await measurePasses(task, { baseKind, episodes: starts, attempts, signal });
  keep({ passes: { attempts, counts } });
  onMeasured?.(`starts solved within ${attempts} attempts`, counts.filter(Boolean).length, starts);
  return reach;
}
