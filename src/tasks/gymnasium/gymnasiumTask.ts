/**
 * Any Gymnasium environment of continuous actions as a task.
 *
 * @outsideNumerics what determines its numbers is in the task's text
 */

import { fileURLToPath } from 'node:url';
import { chosenPython, type PythonTask, type PythonTaskOptions, pythonTask } from '../../environments/index.js';
import { isJson } from '../../files/index.js';
import { gymnasiumInterpreter } from './gymnasiumPython.js';

const ADAPTER = fileURLToPath(new URL('./gymnasium_env.py', import.meta.url));

/** What a Gymnasium environment is here, beside its id. */
export interface GymnasiumTaskOptions extends Partial<Omit<PythonTaskOptions, 'factory' | 'options'>> {
  /** Keywords of `gymnasium.make`, for instance `{ max_episode_steps: 100 }`; of your function, for `file.py:function`. */
  readonly make?: Readonly<Record<string, unknown>>;
  /**
   * When an episode has succeeded: the name of an entry of `info`, `terminated`, or `reward>=1`. By default what `info` says
   * of `success` or `is_success`.
   */
  readonly success?: string;
}

/**
 * Makes a task of a Gymnasium environment, whose Python is started at once to say what it is.
 *
 * @param gymnasiumId for instance `AdroitHandPen-v1`; `module:id` where a module must be imported first; or `file.py:function`
 * of your own, which returns a Gymnasium environment
 * @param options keywords, success, features, reward, interpreter
 * @returns the task, for `train`, `openTask` and wherever a task may stand
 * @throws Error naming what is missing: the interpreter, the package, the id, a bound of actions, the episodes' end
 * @example
 * export const task = await gymnasiumTask('AdroitHandPen-v1', { make: { max_episode_steps: 100 } });
 */
export async function gymnasiumTask(gymnasiumId: string, options: GymnasiumTaskOptions = {}): Promise<PythonTask> {
  const { make = {}, success, id = gymnasiumId, python = chosenPython(gymnasiumInterpreter()), ...rest } = options;
  // An address that is wrong is told by Python itself, if there is one.
  const keywords = { id: gymnasiumId, ...make, ...(success !== undefined && { success }) };
  return pythonTask({ ...rest, id, python, factory: `${ADAPTER}:make`, options: keywords });
}

/** A keyword's value: JSON where it is JSON, else the text. */
const keywordValue = (text: string): unknown => (isJson(text) ? JSON.parse(text) : text);

/**
 * Makes the task that an address stands for.
 *
 * @param address for instance `gymnasium:AdroitHandDoor-v1?reward_type=sparse&max_episode_steps=100`; `success` among the
 * keywords says when an episode has succeeded
 * @returns the task, called by the address without its first word
 * @throws as {@link gymnasiumTask}
 */
export async function gymnasiumAddress(address: string): Promise<PythonTask> {
  const name = address.replace(/^gymnasium:/, '');
  const [gymnasiumId, query = ''] = name.split(/\?(.*)/s);
  const { success, ...make } = Object.fromEntries(new URLSearchParams(query));
  const values = Object.fromEntries(Object.entries(make).map(([key, text]) => [key, keywordValue(text)]));
  return gymnasiumTask(gymnasiumId, { id: name, make: values, success });
}
