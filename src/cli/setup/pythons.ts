/** `dawnlab setup gymnasium`, `ogbench`, `maniskill`: virtual environments of pinned packages, in a cache outside the repository. */

import { NoPython, type Task } from '../../environments/index.js';
import { cacheFolder } from '../../files/index.js';
import {
  GYMNASIUM_PACKAGES,
  gymnasiumFolder,
  gymnasiumMissing,
  gymnasiumPython,
  gymnasiumTask,
  MANISKILL_PACKAGES,
  maniskillFolder,
  maniskillMissing,
  maniskillPython,
  OGBENCH_PACKAGES,
  ogbenchInterpreter,
  ogbenchPython,
  ogbenchPythonFolder,
  ogbenchPythonMissing,
  openTask,
  taskEntry,
} from '../../tasks/index.js';
import { removeInstallations } from './installWhole.js';
import { SetupError } from './program.js';

/** A Python that can be set up. */
export interface PythonSetup {
  readonly name: string;
  readonly packages: readonly string[];
  /** Room that it takes, and time. */
  readonly room: string;
  readonly folder: () => string;
  /** Why it is not there; undefined where it is. */
  readonly missing: () => string | undefined;
  /** Makes it. */
  readonly make: (say: (message: string) => void) => Promise<string>;
  /** A task of it, which is opened as the check. */
  readonly task: () => Promise<Task>;
  /** For instance a command that uses it. */
  readonly use: string;
}

/** A task by name, once its process has said that it is what its spec says. */
async function openedTask(name: string): Promise<Task> {
  const entry = taskEntry(name);
  if (!('process' in entry)) throw new Error(`${name} needs no Python.`);
  await (await openTask(name, { slots: 1, obsHorizon: 1, executeSteps: 1 })).close();
  return entry.process();
}

/** All that there are. */
export const PYTHON_SETUPS: readonly PythonSetup[] = [
  {
    name: 'gymnasium',
    packages: GYMNASIUM_PACKAGES,
    room: '0.4 GB, half a minute',
    folder: gymnasiumFolder,
    missing: gymnasiumMissing,
    make: gymnasiumPython,
    task: () => gymnasiumTask('AdroitHandPen-v1'),
    use: '--task gymnasium:AdroitHandPen-v1',
  },
  {
    name: 'ogbench',
    packages: OGBENCH_PACKAGES,
    room: '0.6 GB, a minute',
    folder: ogbenchPythonFolder,
    missing: ogbenchPythonMissing,
    make: ogbenchPython,
    task: () => gymnasiumTask('ogbench:cube-single-singletask-task1-v0', { python: ogbenchInterpreter() }),
    use: `--python ${ogbenchInterpreter()} --task gymnasium:ogbench:scene-singletask-task1-v0`,
  },
  {
    name: 'maniskill',
    packages: MANISKILL_PACKAGES,
    room: '6.5 GB, minutes',
    folder: maniskillFolder,
    missing: maniskillMissing,
    make: maniskillPython,
    task: () => openedTask('maniskill-peg'),
    use: '--task maniskill-peg, maniskill-stack-cube or maniskill-plug-charger',
  },
];

/**
 * Checks a Python: a task is opened in it and asked what it is.
 *
 * @param setup which
 * @returns what was found, as a sentence
 * @throws SetupError when it is not there, or its task cannot be opened
 */
export async function checkPython({ missing, task, name }: PythonSetup): Promise<string> {
  const why = missing();
  if (why) throw new SetupError(why);
  try {
    const { spec, text = '{}' } = await task();
    const { versions } = JSON.parse(text) as { readonly versions: Readonly<Record<string, string>> };
    const packages = Object.entries(versions).map(([distribution, version]) => `${distribution} ${version}`);
    return `${spec.id} answers: ${spec.obsDim} numbers, ${spec.actionDim} of an action; ${packages.join(', ')}`;
  } catch (error) {
    throw new SetupError(
      `${(error as Error).message}\nRemove it with 'dawnlab setup ${name} --remove' and set it up again.`,
    );
  }
}

/**
 * Makes a Python usable here; what is there and works stays as it is.
 *
 * @param setup which
 * @param say what happens
 * @returns its folder, what its check found, and whether it was made
 * @throws SetupError saying what failed
 */
export async function setUpPython(
  setup: PythonSetup,
  say: (message: string) => void,
): Promise<{ readonly folder: string; readonly found: string; readonly built: boolean }> {
  const built = setup.missing() !== undefined;
  try {
    if (built) await setup.make(say);
  } catch (error) {
    if (error instanceof NoPython) throw new SetupError(error.message);
    throw error;
  }
  say('… checking that a task of it answers');
  return { folder: setup.folder(), found: await checkPython(setup), built };
}

/**
 * Undoes it.
 *
 * @param setup which
 * @returns the folders that were removed
 */
export const removePython = ({ folder }: PythonSetup): string[] => removeInstallations([folder()], cacheFolder());
