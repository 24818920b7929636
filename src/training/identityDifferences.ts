/**
 * How two runs differ, in words.
 *
 * @outsideNumerics it tells runs apart and trains none
 */

/** What the entries of an identity are that do not speak for themselves. */
const MEANINGS: Readonly<Record<string, string>> = {
  'task.obsNames': 'names of the observation',
  'task.stateFeatures': 'features of the state: names, offsets, scales, bounds',
  'task.taskFeatures': "features at the task's scale: names, offsets, scales, bounds",
  'task.text': "the task's functions and knobs",
  base: "the base policy's weights, or its text",
  'own.task': "the code of the task's file",
  'own.agent': "the code of the agent's file",
  'own.base': "the code of the base policy's file",
  played: 'what task and base policy do in trial episodes',
  probes: 'which probes measure, and what they make of given views',
  'agent.init': 'the initial parameters',
  'agent.update': "the update's graph with its constants: networks, losses, target, optimizer",
  'agent.acting': "the actor's graph",
  'agent.warmup': "the warmup's residuals",
  'agent.warmupChunks': 'length of the warmup',
  'agent.gate': "the gate's values",
  'agent.explicit': "the explicit warmup's graph",
  'agent.probe': 'the graph that the probes look at',
  physics: 'the build of MuJoCo, and what its bits depend on',
  numerics: 'the version of the code that computes',
};

/** Leaves of a plain value, by path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path ? `${path}.${name}` : name));
}

/** An entry in which two plain values differ. */
export interface DifferingEntry {
  /** For instance `agent.lambda`. */
  readonly path: string;
  /** What it is, where its name does not say it. */
  readonly meaning?: string;
  /** Undefined where one of the two lacks it. */
  readonly there: unknown;
  readonly here: unknown;
}

/**
 * The entries in which two plain values differ, at any depth.
 *
 * @param there the one, for instance a run's identity as a file has it
 * @param here the other
 * @returns an entry for each difference; none where the two are equal
 */
export function differingEntries(there: unknown, here: unknown): DifferingEntry[] {
  const [a, b] = [new Map(leaves(there)), new Map(leaves(here))];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((path) => a.get(path) !== b.get(path))
    .map((path) => {
      const meaning = MEANINGS[path];
      return { path, ...(meaning && { meaning }), there: a.get(path), here: b.get(path) };
    });
}

/**
 * What differs between two runs.
 *
 * @param there a run by value, as a file has it
 * @param here the run at hand
 * @returns a line for each entry, for instance `task.horizon: 40 there, 3 here`; none for the same run
 */
export function identityDifferences(there: unknown, here: object): string[] {
  return differingEntries(there, here).map(
    ({ path, meaning, there: a, here: b }) =>
      `${path}${meaning ? ` (${meaning})` : ''}: ${a ?? 'nothing'} there, ${b ?? 'nothing'} here`,
  );
}
