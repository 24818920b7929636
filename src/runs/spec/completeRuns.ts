/** From runs that are asked for to specifications: what their names stand for in the code and the data that are here. */

import { valueHash } from '../../files/index.js';
import { loadParts } from '../../parts/index.js';
import { numericsVersion, type Probe } from '../../training/index.js';
import { physicsOf, writtenParts } from './nameRun.js';
import type { RunRequest, RunSpec } from './runSpec.js';

/** What the runs of an arm have in common beside what they ask for. */
type Completion = Pick<RunSpec, 'base' | 'numerics' | 'content'>;

async function completion(request: RunRequest): Promise<Completion> {
  const { schedule, engine, base } = request;
  const physics = physicsOf(request);
  const [{ runContent }, parts] = await Promise.all([
    import('../../training/index.js'),
    loadParts<Probe>(writtenParts(request)),
  ]);
  const { base: sha256, ...content } = await runContent({ ...parts, schedule, engine, physics });
  return { base: { kind: base.kind, sha256 }, numerics: numericsVersion(), content };
}

/**
 * Completes runs; what differs in its seed alone is looked at once.
 *
 * @param requests runs that are asked for
 * @returns their specifications, in the same order
 * @throws Error on an agent, a task or a base policy that does not exist
 */
export async function completeRuns(requests: readonly RunRequest[]): Promise<RunSpec[]> {
  const known = new Map<string, Completion>();
  const specs: RunSpec[] = [];
  for (const request of requests) {
    const { finding, variant, scale, seed, ...arm } = request;
    const key = valueHash(arm);
    const complete = known.get(key) ?? (await completion(request));
    known.set(key, complete);
    specs.push({ ...request, ...complete });
  }
  return specs;
}

/**
 * The specification of the run that this process would make.
 *
 * @param request what is asked for
 * @returns the run with all that determines its numbers
 * @throws Error as {@link completeRuns}
 */
export async function currentSpec(request: RunRequest): Promise<RunSpec> {
  const [spec] = await completeRuns([request]);
  return spec;
}
