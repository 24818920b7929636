/** Learned base policies on disk: weights, everything needed to use them, and how good they were measured to be. */

import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { type ArrayTree, decodeSafetensors, encodeSafetensors } from '../arrays/index.js';
import type { Feature } from '../environments/index.js';
import {
  checkForm,
  DamagedFileError,
  type FileProvenance,
  fileProvenance,
  parseJson,
  policyPath,
  writeFileAtomic,
} from '../files/index.js';
import { basedOn } from '../tasks/index.js';
import type { BaseEvaluationResult } from './baseEvaluationResult.js';
import { parseBaseName } from './baseName.js';
import type { ChunkShape } from './chunkDataset.js';
import type { FitConfig } from './fitConfig.js';
import type { NetworkArrays } from './kinds/learnedKind.js';
import { configForm, evaluationForm, provenanceForm } from './policyForm.js';

/** What a learned base policy is and how it was trained. */
export interface PolicyConfig {
  readonly task: string;
  /** For instance `diffusion`. */
  readonly kind: string;
  readonly shape: ChunkShape;
  readonly executeSteps: number;
  /** Sizes, as the kind defines them. */
  readonly model: unknown;
  /** Length of the raw observation at training time. */
  readonly obsDim: number;
  /** What it sees of an observation: frozen with it, whatever becomes of the task's own table. */
  readonly features: readonly Feature[];
  /** Factors on the network's actions, by dimension; all 1 when absent. */
  readonly actionScales?: readonly number[];
  readonly training: FitConfig;
  /** Master seed of the training. */
  readonly seed: number;
  /** Episodes that it was trained on: the first of the task's demonstrations. */
  readonly demonstrations: number;
}

/** What a checkpoint file holds. */
export interface PolicyCheckpoint extends NetworkArrays {
  readonly config: PolicyConfig;
  /** Its success alone, measured when it was made. */
  readonly evaluation: BaseEvaluationResult;
  readonly provenance: FileProvenance;
}

const AS = { kind: 'checkpoint of a base policy', advice: 'Restore it, or make it again with `dawnlab train-base`.' };

/** JSON knows no Infinity, which a feature's bound may be. */
const encodeJson = (value: unknown): string =>
  JSON.stringify(value, (_, entry) => (entry === Number.POSITIVE_INFINITY ? 'Infinity' : entry));
function decodeJson(text: string, path: string): unknown {
  parseJson(text, path, AS);
  return JSON.parse(text, (_, entry) => (entry === 'Infinity' ? Number.POSITIVE_INFINITY : entry));
}

function decodeFile(path: string): ReturnType<typeof decodeSafetensors> {
  try {
    return decodeSafetensors(readFileSync(path));
  } catch (error) {
    throw new DamagedFileError(path, `cannot be read (${(error as Error).message})`, AS);
  }
}

/**
 * Writes a checkpoint.
 *
 * @param arrays trained weights, and buffers where there are any
 * @param config what they are
 * @param evaluation measured success
 * @param command the literal command that made it
 * @param path the file
 */
export function savePolicyCheckpoint(
  { params, buffers }: NetworkArrays,
  config: PolicyConfig,
  evaluation: BaseEvaluationResult,
  command: string,
  path = policyPath(config.task, config.kind),
): void {
  const metadata = {
    config: encodeJson(config),
    evaluation: encodeJson(evaluation),
    provenance: encodeJson(fileProvenance(command)),
  };
  writeFileAtomic(path, encodeSafetensors({ ...params, ...(buffers && { buffers }) }, metadata));
}

/**
 * Reads a checkpoint.
 *
 * @param task task name
 * @param kind for instance `diffusion`, or `diffusion-15demos` for another policy of that kind
 * @param path the file
 * @returns weights and metadata
 * @throws Error with the command that makes it when the file is missing; naming the fault when it is corrupt or another's
 */
export function loadPolicyCheckpoint(
  task: string,
  kind: string,
  path = policyPath(basedOn(task), kind),
): PolicyCheckpoint {
  if (!existsSync(path))
    throw new Error(
      `There is no ${kind} policy for ${task} at ${path}; make it with \`dawnlab train-base --task ${basedOn(task)} --kind ${kind}\`.`,
    );
  const { tree, metadata } = decodeFile(path);
  if (!metadata.config) throw new DamagedFileError(path, 'has no config among its metadata', AS);
  const { buffers, ...params } = tree;
  const part = <T>(name: string, form: z.ZodType<T>) =>
    checkForm(decodeJson(metadata[name] ?? '{}', path), form, path, AS);
  const stored: PolicyConfig = part('config', configForm);
  const { meanSteps, ...evaluation } = part('evaluation', evaluationForm);
  if (basedOn(stored.task) !== basedOn(task) || stored.kind !== kind.split('-')[0])
    throw new Error(`${path} holds a ${stored.kind} policy for ${stored.task}, not a ${kind} policy for ${task}.`);
  return {
    params,
    ...(buffers && { buffers: buffers as ArrayTree }),
    config: { ...stored, task },
    evaluation: { ...evaluation, meanSteps: meanSteps ?? Number.NaN },
    provenance: part('provenance', provenanceForm),
  };
}

/**
 * How many primitive steps a base policy's chunk has, without compiling the policy.
 *
 * @param task task name
 * @param kind kind of the base policy
 * @returns primitive steps
 * @throws Error with the command that makes the policy when it is missing
 */
export function baseSteps(task: string, kind: string): number {
  return kind === 'scripted' ? 1 : loadPolicyCheckpoint(task, parseBaseName(kind).policy).config.executeSteps;
}
