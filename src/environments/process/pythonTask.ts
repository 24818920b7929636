/**
 * A task whose environments are Python's, as a value.
 *
 * @outsideNumerics what determines its numbers is in the task's text
 */

import { fileURLToPath } from 'node:url';
import { fileHash } from '../../files/index.js';
import type { RewardRule } from '../../rewards/index.js';
import type { EnvSpec, Feature } from '../env.js';
import type { Task } from '../task.js';
import type { VectorEnvOptions } from '../vectorEnv.js';
import { attempt } from './pinnedPython.js';
import { type ProcessVectorEnv, type PythonSource, processVectorEnv } from './processVectorEnv.js';
import { startChild } from './pythonChild.js';
import { type ProcessTask, readTask } from './replies.js';

const SERVER = fileURLToPath(new URL('./server.py', import.meta.url));
/** Seconds. Importing a simulator on a busy machine takes minutes, no step does. */
const SILENCE = 600;

/** What policies and critics are to see of observations. */
export type ProcessFeatures = Pick<EnvSpec, 'stateFeatures' | 'taskFeatures'>;

/** A task in Python. */
export interface PythonTaskOptions extends Partial<Omit<PythonSource, 'id' | 'factory'>> {
  /** What it is called here. */
  readonly id: string;
  /** What makes one environment: `module:function`, or `file.py:function` from the working directory; see server.py. */
  readonly factory: string;
  /** Features by the names of the observation's numbers; by default every number as it is, and none at the task's scale. */
  readonly features?: (obsNames: readonly string[]) => ProcessFeatures;
  /** What a chunk is worth; −1 until success by default. */
  readonly reward?: RewardRule;
}

/** A task that is opened in Python processes. */
export interface PythonTask extends Task {
  /** What runs there. */
  readonly source: PythonSource;
  readonly open: (options: VectorEnvOptions) => Promise<ProcessVectorEnv>;
}

/** Every number as it is. */
function plainFeatures(obsNames: readonly string[]): ProcessFeatures {
  const feature = (name: string, index: number): Feature => ({ name, index, offset: 0, scale: 1, clip: Infinity });
  return { stateFeatures: obsNames.map(feature), taskFeatures: [] };
}

/** Asks a process of one environment what it has. */
async function describe(source: PythonSource): Promise<ProcessTask> {
  const child = startChild({ ...source, slots: 1 }, () => undefined);
  try {
    return readTask(source.id, await child.first);
  } finally {
    await child.close();
  }
}

/**
 * The interpreter of tasks in Python.
 *
 * @param fallback what is used where nobody chose; by default what `python3` is here
 * @returns a path or a name: `DAWNLAB_PYTHON`, which `--python` sets, before the fallback
 */
export function chosenPython(fallback = process.platform === 'win32' ? 'python' : 'python3'): string {
  return process.env.DAWNLAB_PYTHON || fallback;
}

/**
 * Makes a task of an environment in Python. It is asked once what it is; vectors then spread their slots over processes.
 * Snapshots are seeds and actions: an episode must follow bitwise from them.
 *
 * @param options name, factory and its keywords, interpreter, features, reward
 * @returns the task. Its text holds the sources, options and versions of packages that its numbers depend on
 * @throws Error with the last words of the process, when it fails or is no such environment
 * @example
 * export const task = await pythonTask({ id: 'mine', factory: './mine.py:make', options: { friction: 0.4 } });
 */
export async function pythonTask(options: PythonTaskOptions): Promise<PythonTask> {
  const {
    id,
    factory,
    python = chosenPython(),
    silence = SILENCE,
    features = plainFeatures,
    reward,
    processes,
  } = options;
  const source = { id, factory, python, silence, processes, options: options.options ?? {} };
  const { obsNames, actionDim, horizon, controlHz, versions, sources } = await describe(source);
  const sizes = { obsDim: obsNames.length, obsNames, actionDim, horizon, controlHz };
  const spec: EnvSpec = { id, ...sizes, ...features(obsNames) };
  return { ...knownPythonTask(source, spec, { versions, sources }), ...(reward && { reward }) };
}

/**
 * A task in Python whose spec is known without asking: a process that says something else is refused when it is opened.
 *
 * @param given interpreter, factory, options
 * @param spec what the task is
 * @param made versions of packages and hashes of files that its numbers depend on
 * @returns the task
 */
export function knownPythonTask(
  given: Omit<PythonSource, 'silence'> & Partial<Pick<PythonSource, 'silence'>>,
  spec: EnvSpec,
  { versions, sources }: Pick<ProcessTask, 'versions' | 'sources'>,
): PythonTask {
  const source = { silence: SILENCE, ...given };
  const [name] = source.factory.split(':').slice(-1);
  return {
    spec,
    source,
    can: { snapshot: 'replay' },
    text: JSON.stringify({ name, options: source.options, versions, sources: [fileHash(SERVER), ...sources] }),
    open: (sizes) => processVectorEnv(source, spec, sizes),
  };
}

/** Prints the versions of Python and of some distributions, without importing them. */
const VERSIONS = `
import importlib.metadata, json, platform, sys
print(json.dumps({"python": platform.python_version(), **{name: importlib.metadata.version(name) for name in sys.argv[1:]}}))
`;

/**
 * Versions of packages in a Python.
 *
 * @param python interpreter
 * @param packages names of distributions
 * @returns versions by name, that of Python among them
 * @throws NoPython where the interpreter or a package is not there
 */
export async function packageVersions(
  python: string,
  packages: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const missing = `${python} has not all of ${packages.join(', ')}`;
  return JSON.parse(await attempt(python, ['-c', VERSIONS, ...packages], missing));
}
