/** The environment of line.py, in this process: what both do must be equal bit for bit. */

import { fileURLToPath } from 'node:url';
import { type Env, type EnvTask, featureTable, type PythonTaskOptions } from '../../../src/environments/index.js';
import { gymnasiumInterpreter } from '../../../src/tasks/index.js';

const OBS_NAMES = ['x', 'v'];
const FEATURES = {
  stateFeatures: featureTable(
    OBS_NAMES,
    [
      ['x', 0, 1],
      ['v', 0, 0.5],
    ],
    5,
  ),
  taskFeatures: featureTable(OBS_NAMES, [['x', 0, 0.1]], 3),
};

const noise = (seed: number, step: number) =>
  Number((BigInt(seed) * 2654435761n + BigInt(step) * 40503n + 12345n) % 4294967296n) / 2147483648 - 1;

/** How far from the mark counts, and when time runs out. */
interface LineOptions {
  readonly mark: number;
  readonly horizon: number;
}

function line({ mark, horizon }: LineOptions): Env {
  let [seed, t, x, v] = [0, 0, 0, 0];
  const seen = () => Float32Array.of(x, v);
  return {
    spec: lineTask({ mark, horizon }).spec,
    reset(next) {
      [seed, t, x, v] = [next, 0, noise(next, 0), 0];
      return seen();
    },
    step([action]: ArrayLike<number> & Iterable<number>) {
      t++;
      v = 0.5 * v + 0.25 * action + 0.03125 * noise(seed, t);
      x += v;
      const success = Math.abs(x) < mark;
      return {
        obs: seen(),
        reward: Number(success),
        terminated: success,
        truncated: !success && t >= horizon,
        success,
      };
    },
    snapshot: () => ({ env: 'line', values: Float64Array.of(seed, t, x, v) }),
    restore({ values }) {
      [seed, t, x, v] = values;
      return seen();
    },
    close: () => undefined,
  };
}

/** The task in this process. */
export function lineTask(options: LineOptions): EnvTask {
  const sizes = { obsDim: 2, obsNames: OBS_NAMES, actionDim: 12, horizon: options.horizon, controlHz: 10 };
  return { spec: { id: 'line', ...sizes, ...FEATURES }, create: () => line(options) };
}

/** The same task in Python processes. */
export function lineProcess(options: Record<string, unknown>): PythonTaskOptions {
  const factory = `${fileURLToPath(new URL('line.py', import.meta.url))}:make`;
  return { id: 'line', factory, python: gymnasiumInterpreter(), options, processes: 2, features: () => FEATURES };
}
