/** What a run is, as a plain value with a content hash: equal specifications are the same run. */

import type { AgentKnobs } from '../../agents/index.js';
import type { EngineName } from '../../compute/index.js';
import type { PhysicsName } from '../../environments/index.js';
import type { OwnReferences } from '../../parts/index.js';
import type { Scale, TrainingSchedule } from '../../tasks/index.js';
import { identityOf, type RunContent, type RunIdentity, runHash } from '../../training/index.js';

/** A run that is asked for: labels, and how it is made. */
export interface RunRequest {
  /** For instance `08-dawn`. */
  readonly finding: string;
  readonly task: string;
  readonly agent: string;
  /** Name of the variation of the agent, `default` for none. */
  readonly variant: string;
  readonly scale: Scale;
  readonly seed: number;
  /** The knobs and the schedule themselves, so that a later preset changes no earlier run. Own parts are references. */
  readonly knobs: AgentKnobs;
  readonly schedule: TrainingSchedule;
  readonly base: { readonly kind: string };
  /** Where parts of the reader's own are written; what is not here is the library's, by its name. */
  readonly own?: OwnReferences;
  /** What is measured where the schedule has `probeEpisodes`: names and references; by default all of the library. */
  readonly probes?: readonly string[];
  readonly engine: EngineName;
  /** Threads of one update. */
  readonly threads: number;
  /** Which build of MuJoCo integrates a task by name; `wasm` where it is absent, as in all that is recorded. */
  readonly physics?: PhysicsName;
  /** How many seeds learn in one program, this one among them; absent for a run that learns alone. */
  readonly together?: number;
}

/** A run with all that determines its numbers. */
export interface RunSpec extends RunRequest {
  readonly base: {
    readonly kind: string;
    /** SHA-256 of the file of its weights; empty for a policy that is code alone. */
    readonly sha256: string;
  };
  /** Version of the numerical code. */
  readonly numerics: string;
  /** What the names stand for, by value. */
  readonly content: Omit<RunContent, 'base'>;
}

/** What tells a run from the others for people. */
export type NamedRun = Pick<RunSpec, 'task' | 'agent' | 'variant' | 'seed'> & {
  readonly base: Pick<RunSpec['base'], 'kind'>;
};

/**
 * A specification as what every run is told by: without its labels.
 *
 * @param spec the run
 * @returns the run by value
 */
export function specIdentity({ content, base, ...rest }: RunSpec): RunIdentity {
  return identityOf({ ...content, base: base.sha256 }, rest);
}

/**
 * A run's identity.
 *
 * @param spec the run
 * @returns 64 hex digits, the same for every run with the same numbers, whatever it is called
 */
export function runId(spec: RunSpec): string {
  return runHash(specIdentity(spec));
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
  const plain = (name: string) => name.replace(/[^\w.-]+/g, '-');
  return `${plain(task)}/${plain(agent)}${variant === 'default' ? '' : `-${variant}`}-seed${seed}-${id.slice(0, 10)}`;
}
