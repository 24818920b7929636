/** What a run is, as a plain value with a content hash: equal specifications are the same run. */

import { existsSync } from 'node:fs';
import type { AgentKnobs } from '../agents/index.js';
import { fileHash, valueHash } from '../compute/contentHash.js';
import type { Engine } from '../compute/index.js';
import { policyPath } from '../policies/dataFolder.js';
import type { Scale, TrainingSchedule } from '../training/index.js';
import { numericsVersion } from '../training/numericsVersion.js';

/** Everything that determines a run's curve, and what it belongs to. */
export interface RunSpec {
  /** For instance `08-dawn`. */
  readonly finding: string;
  readonly task: string;
  readonly agent: string;
  /** Name of the variation of the agent, `default` for none. */
  readonly variant: string;
  readonly scale: Scale;
  readonly seed: number;
  /** The knobs and the schedule themselves, so that a later preset changes no earlier run. */
  readonly knobs: AgentKnobs;
  readonly schedule: TrainingSchedule;
  readonly base: {
    readonly kind: string;
    /** SHA-256 of its checkpoint; empty for a scripted policy. */
    readonly sha256: string;
  };
  readonly engine: Engine;
  /** Threads of one update. */
  readonly threads: number;
  /** {@link numericsVersion} of the code. */
  readonly numerics: string;
}

/** What tells a run from the others for people. */
export type NamedRun = Pick<RunSpec, 'task' | 'agent' | 'variant' | 'seed'> & {
  readonly base: Pick<RunSpec['base'], 'kind'>;
};

/**
 * Completes a specification with the code and the base policy that are here.
 *
 * @param parts everything else
 * @returns the specification of the run that this process would make
 */
export function presentSpec(parts: Omit<RunSpec, 'base' | 'numerics'> & { readonly baseKind: string }): RunSpec {
  const { baseKind, ...rest } = parts;
  const file = policyPath(parts.task, baseKind);
  const sha256 = existsSync(file) ? fileHash(file) : '';
  return { ...rest, base: { kind: baseKind, sha256 }, numerics: numericsVersion() };
}

/**
 * A run's identity.
 *
 * @param spec the run
 * @returns 64 hex digits, the same for equal values in any order of keys
 */
export function runId(spec: RunSpec): string {
  return valueHash(spec);
}

/**
 * A run's name for people.
 *
 * @param spec the run
 * @returns for instance `gantry-peg dawn seed 3`, or `gantry-peg dawn/no-anchor seed 3`
 */
export function runLabel({ task, agent, variant, base, seed }: NamedRun): string {
  const over = base.kind === 'diffusion' ? '' : ` over ${base.kind}`;
  return `${task} ${agent}${variant === 'default' ? '' : `/${variant}`}${over} seed ${seed}`;
}

/**
 * The name of a run's directory: readable, and unique by its hash.
 *
 * @param spec the run
 * @param id its identity
 * @returns a relative path of two parts
 */
export function runFolder({ task, agent, variant, seed }: RunSpec, id: string): string {
  return `${task}/${agent}${variant === 'default' ? '' : `-${variant}`}-seed${seed}-${id.slice(0, 10)}`;
}
