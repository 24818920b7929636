/**
 * From what is written where a name may stand (names of the library, references, values) to what is trained.
 *
 * @outsideNumerics what it loads counts by what it computes
 */

import type { AgentKnobs, AnyAgent } from '../agents/index.js';
import type { OwnTask } from '../environments/index.js';
import type { OwnBase } from '../policies/index.js';
import type { RewardRange } from '../rewards/index.js';
import { isReference } from '../settings/index.js';
import { knobReferences } from './ownKnobs.js';
import type { PartKind, PartValues } from './partKinds.js';
import { resolvePart } from './resolvePart.js';

type Single = Exclude<PartKind, 'probe'>;

/** Hashes of the code of parts by reference, by what they are for; of probes in their order. */
export interface OwnCode extends Readonly<Partial<Record<Single, string>>> {
  readonly probes?: readonly string[];
}

/** References of parts that give a run other names than they are written by. */
export type OwnReferences = Readonly<Partial<Record<'task' | 'agent' | 'base', string>>>;

/** A probe, as far as it is known on this floor. */
type AnyProbe = PartValues['probe'];

/** What a run is made of, as it was written. */
export interface WrittenParts<Probe extends AnyProbe = AnyProbe> {
  /** Name, reference such as `./mine.ts#task`, or a task of the reader's own. */
  readonly task: string | OwnTask;
  /** Name, reference such as `./mine.ts#agent`, or an agent. */
  readonly agent: string | AnyAgent;
  /** Kind, reference such as `./mine.ts#base`, or a policy of the reader's own. */
  readonly baseKind: string | OwnBase;
  /** What an agent by name is made of, and one that is a function of them; references may stand in them. */
  readonly knobs?: AgentKnobs;
  /** Names, references such as `./mine.ts#probe`, or probes of the reader's own. */
  readonly probes?: readonly (string | Probe)[];
}

/** Parts as training takes them. */
export interface LoadedParts<Probe extends AnyProbe = AnyProbe> {
  readonly task: string | OwnTask;
  readonly agent: AnyAgent;
  readonly baseKind: string | OwnBase;
  /** Absent where none were written. */
  readonly probes?: readonly (string | Probe)[];
  /** Absent where nothing was written by reference. */
  readonly own?: OwnCode;
}

/** An agent of a value or of knobs. */
async function agentOf(
  written: string | PartValues['agent'],
  reference: string,
  knobs?: AgentKnobs,
  reward?: RewardRange,
): Promise<AnyAgent> {
  if (typeof written !== 'string' && typeof written !== 'function') return written;
  if (!knobs)
    throw new TypeError(
      `The agent '${reference}' is made of knobs: give an agent, for instance createAgent('dawn', knobs), or the knobs.`,
    );
  const { createAgent, checkKnobs } = await import('../agents/index.js');
  if (typeof written === 'string') return createAgent(written, knobs, reward);
  checkKnobs(knobs);
  return written(knobs, reward);
}

/**
 * Loads the parts of a run that are written by reference, and makes the agent.
 *
 * @param written task, agent, base policy, knobs, probes
 * @param kept hashes of code that is meant, where a pinned copy of the library has kept it
 * @returns values, or names of the library, with the hashes of the code that was loaded
 * @throws Error as {@link resolvePart}; TypeError on an agent that needs knobs and has none
 */
export async function loadParts<Probe extends AnyProbe>(
  written: WrittenParts<Probe>,
  kept: OwnCode = {},
): Promise<LoadedParts<Probe>> {
  const own: Record<string, string | string[]> = {};
  const load = async <Kind extends Single, Given>(kind: Kind, given: Given): Promise<Given | PartValues[Kind]> => {
    if (!isReference(given)) return given;
    const { value, hash } = await resolvePart(given, kind, { hash: kept[kind] });
    own[kind] = hash;
    return value;
  };
  const task = await load('task', written.task);
  const knobs: Record<string, unknown> = { ...written.knobs };
  for (const [knob, reference] of knobReferences(written.knobs ?? {})) knobs[knob] = await load(knob, reference);
  const reward = typeof task === 'object' ? task?.reward : undefined;
  const made = written.knobs && (knobs as unknown as AgentKnobs);
  const agent = await agentOf(await load('agent', written.agent), String(written.agent), made, reward);
  const baseKind = await load('base', written.baseKind);
  const probes = written.probes && (await loadProbes(written.probes, kept.probes));
  if (probes && probes.hashes.length > 0) own.probes = probes.hashes;
  return {
    task,
    agent,
    baseKind,
    ...(probes && { probes: probes.loaded }),
    ...(Object.keys(own).length > 0 && { own: own as OwnCode }),
  };
}

/** Probes, with the hashes of those that were written by reference. */
async function loadProbes<Probe extends AnyProbe>(written: readonly (string | Probe)[], kept: readonly string[] = []) {
  const loaded: (string | Probe)[] = [];
  const hashes: string[] = [];
  for (const probe of written) {
    if (!isReference(probe)) {
      loaded.push(probe);
      continue;
    }
    const { value, hash } = await resolvePart(probe, 'probe', { hash: kept[hashes.length] });
    // What else a probe must be, training checks.
    loaded.push(value as Probe);
    hashes.push(hash);
  }
  return { loaded, hashes };
}
