/** From what is written where a name may stand to a run with names, and back to what is trained. */

import { AGENT_NAMES } from '../../agents/index.js';
import type { PhysicsName } from '../../environments/index.js';
import { valueHash } from '../../files/index.js';
import { checkKnobsReach, knobReferences, type LoadedParts, loadParts, type WrittenParts } from '../../parts/index.js';
import { learnedKinds } from '../../policies/index.js';
import { isReference } from '../../settings/index.js';
import { checkBudget, tasks } from '../../tasks/index.js';
import { checkProbes, probes as libraryProbes, type Probe, partNames } from '../../training/index.js';
import type { RunRequest } from './runSpec.js';

/** Parts that were loaded, with probes as training knows them. */
type RunParts = LoadedParts<Probe>;

/** A run whose parts are written as names or references. */
export type WrittenRun = Omit<RunRequest, 'base' | 'own'> & { readonly base: string };

/** A run of a sweep, as its description has it. */
export interface AskedRun extends Omit<RunRequest, 'own'> {
  /** Names of the knobs that were changed for it; they must reach an agent of the reader's own. */
  readonly changed?: readonly string[];
}

/** Two parts of one name could not be told apart in a table or a figure. */
function checkOwnName(what: string, reference: string | undefined, name: string, taken: readonly string[]): void {
  if (reference && taken.includes(name))
    throw new Error(`${what} '${reference}' is called '${name}', as the library's is. Give it a name of its own.`);
}

/** Values of a probe of the reader's own would stand in a table for those of the library. */
function checkProbeNames(written: readonly string[], loaded: readonly (string | Probe)[]): void {
  const values = libraryProbes.flatMap((probe) => Object.keys(probe.values));
  for (const [i, probe] of loaded.entries())
    if (typeof probe !== 'string') {
      checkOwnName(
        'The probe',
        written[i],
        probe.name,
        libraryProbes.map(({ name }) => name),
      );
      for (const value of Object.keys(probe.values)) checkOwnName('A value of the probe', written[i], value, values);
    }
}

/**
 * Every reference in a run.
 *
 * @param run what is asked for
 * @returns references of task, agent, base policy, of parts in the knobs, of probes
 */
export function runReferences({ own = {}, knobs, probes = [] }: RunRequest): string[] {
  return [
    ...Object.values(own),
    ...knobReferences(knobs).map(([, reference]) => reference),
    ...probes.filter(isReference),
  ];
}

/**
 * Names a run: records, tables and figures go by the names that its parts give themselves.
 *
 * @param run what is asked for; nothing is loaded where all its parts are the library's
 * @returns the request, with the references beside the names; and the parts, where they were loaded
 * @throws Error as `loadParts`; Error on a part that is called like one of the library
 */
export async function nameRun(run: WrittenRun): Promise<{ readonly request: RunRequest; readonly parts?: RunParts }> {
  const { task, agent, base, ...rest } = run;
  const named = Object.entries({ task, agent, base }).filter(([, written]) => isReference(written));
  const own = named.length > 0 ? { own: Object.fromEntries(named) } : {};
  const plain = { ...rest, task, agent, base: { kind: base }, ...own };
  if (runReferences(plain).length === 0) {
    checkProbes(run.probes, run.schedule);
    return { request: plain };
  }
  const parts = await loadParts<Probe>({ task, agent, baseKind: base, knobs: run.knobs, probes: run.probes });
  const names = partNames(parts);
  checkOwnName('The task', own.own?.task, names.task, Object.keys(tasks));
  checkOwnName('The agent', own.own?.agent, parts.agent.name, AGENT_NAMES);
  checkOwnName('The base policy', own.own?.base, names.baseKind, ['scripted', ...Object.keys(learnedKinds)]);
  checkProbes(parts.probes, run.schedule);
  checkProbeNames(run.probes ?? [], parts.probes ?? []);
  return { request: { ...plain, task: names.task, agent: parts.agent.name, base: { kind: names.baseKind } }, parts };
}

/** Two files may each give a part the same name. */
function checkDistinct(requests: readonly RunRequest[]): void {
  const known = new Map<string, string | undefined>();
  for (const request of requests)
    for (const [kind, name] of Object.entries({ task: request.task, agent: request.agent, base: request.base.kind })) {
      const reference = request.own?.[kind as 'task'];
      const other = known.get(`${kind} ${name}`);
      if (other && reference && other !== reference)
        throw new Error(`'${other}' and '${reference}' are both called '${name}'. Give one of them another name.`);
      known.set(`${kind} ${name}`, reference);
    }
}

/**
 * Names the runs of a sweep; what differs in its seed alone is looked at once.
 *
 * @param asked runs in which references may stand for task, agent and base policy
 * @returns what is asked for of each, in the same order
 * @throws Error as {@link nameRun}; TypeError on changed knobs that do not reach an agent; RangeError on an agent whose
 * warmup the budget does not hold; Error on two files that give a part the same name
 */
export async function nameRuns(asked: readonly AskedRun[]): Promise<RunRequest[]> {
  const known = new Map<string, RunRequest>();
  const requests: RunRequest[] = [];
  for (const { changed = [], ...run } of asked) {
    const key = valueHash({ ...run, seed: 0 });
    if (!known.has(key)) {
      await checkKnobsReach(run.agent, changed);
      const { request, parts } = await nameRun({ ...run, base: run.base.kind });
      if (parts) {
        const { warmup, explicit } = parts.agent;
        checkBudget(run.schedule, { warmupChunks: warmup.chunks, explicitUpdates: explicit?.updates });
      }
      known.set(key, request);
    }
    requests.push({ ...known.get(key)!, seed: run.seed });
  }
  checkDistinct([...known.values()]);
  return requests;
}

/**
 * The physics of a run: of a specification, not of the process that makes it.
 *
 * @param request the run
 * @returns the build of MuJoCo; undefined for a task of the reader's own, which makes its environments itself
 */
export function physicsOf({ physics = 'wasm', own }: RunRequest): PhysicsName | undefined {
  return own?.task ? undefined : physics;
}

/**
 * The parts of a run as they were written.
 *
 * @param request the run
 * @returns names and references, for `loadParts`
 */
export function writtenParts({ task, agent, base, knobs, own, probes }: RunRequest): WrittenParts<Probe> {
  const parts = { task: own?.task ?? task, agent: own?.agent ?? agent, baseKind: own?.base ?? base.kind, knobs };
  return { ...parts, ...(probes && { probes }) };
}
