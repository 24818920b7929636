/** One run from its specification: done is done, begun is resumed, damaged is set aside and made good. */

import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { acquireLock, fileHash, fileProvenance, thisProcess } from '../../files/index.js';
import { loadParts } from '../../parts/index.js';
import { baseFile } from '../../policies/index.js';
import { prepareTask } from '../../tasks/index.js';
import { METRICS_FILE, type Probe, RUN_STREAMS, readRecords, type TrainOptions } from '../../training/index.js';
import { codeIdentity, PACKAGE_ROOT } from '../spec/codeIdentity.js';
import { hardware } from '../spec/hardware.js';
import { physicsOf, writtenParts } from '../spec/nameRun.js';
import { type RunSpec, runId } from '../spec/runSpec.js';
import { explainFileError } from '../store/fileError.js';
import { type RunAttempt, type RunManifest, writeManifest } from '../store/manifest.js';
import { damagedOutputs, outputHashes } from '../store/runOutputs.js';
import { RUN_LOCK } from '../store/runState.js';
import { checkBase, checkPlanned } from './checkPlanned.js';
import { earlierManifest } from './earlierRun.js';

/** Who listens, and who may stop it. */
export interface ExecuteRunOptions extends Pick<TrainOptions, 'signal' | 'onRecord' | 'onProgress' | 'share'> {
  /** Job of a batch system, for the manifest. */
  readonly job?: string;
  /** Called with a line when something was damaged and made good. */
  readonly onNotice?: (notice: string) => void;
}

function newManifest(spec: RunSpec, id: string, attempts: readonly RunAttempt[]): RunManifest {
  const base = baseFile(spec.task, spec.base.kind);
  return {
    id,
    spec,
    status: 'running',
    code: codeIdentity(),
    versions: fileProvenance('').versions,
    hardware: hardware(),
    streams: RUN_STREAMS,
    attempts,
    inputs: base && existsSync(base) ? { [relative(PACKAGE_ROOT, base)]: fileHash(base) } : {},
    outputs: {},
  };
}

async function trainSpec(spec: RunSpec, directory: string, options: ExecuteRunOptions) {
  // What the task needs is compiled on other threads while the numerics load.
  const physics = physicsOf(spec);
  const prepared = spec.own?.task ? undefined : prepareTask(spec.task, physics);
  const [{ runIdentity, train }, loaded] = await Promise.all([
    import('../../training/index.js'),
    loadParts<Probe>(writtenParts(spec), spec.content.own),
    prepared,
  ]);
  const { schedule, seed, engine, threads } = spec;
  const { signal, onRecord, onProgress, onNotice, share } = options;
  const parts = { ...loaded, schedule, seed, engine, threads, physics, share };
  checkPlanned(spec, await runIdentity(parts));
  return train({ ...parts, directory, signal, onRecord, onProgress, onNotice });
}

/** Works on a run whose lock is held, and keeps its manifest. */
async function work(manifest: RunManifest, directory: string, options: ExecuteRunOptions): Promise<RunManifest> {
  writeManifest(directory, manifest);
  try {
    checkBase(manifest.spec, manifest.inputs);
    const { status, seconds } = await trainSpec(manifest.spec, directory, options);
    const outputs = status === 'interrupted' ? {} : outputHashes(directory);
    const ended = { ...manifest, status, seconds, outputs };
    writeManifest(directory, ended);
    return ended;
  } catch (error) {
    const explained = explainFileError(error, directory);
    try {
      writeManifest(directory, { ...manifest, status: 'failed', error: String((explained as Error).message) });
    } catch {
      // A full disk takes the manifest's last word, too: the run then counts as stopped. The first error is the news.
    }
    throw explained;
  }
}

/**
 * Makes a run, or what is missing of it.
 *
 * A run that has ended and whose files are whole is left as it is, and its records are told. One that was interrupted or killed goes on from its
 * last good checkpoint, so that its curve is bitwise that of a run that never stopped. Damaged files are set aside.
 *
 * @param spec the run
 * @param directory where it lies; only one process works there at a time
 * @param options signal, listeners, job
 * @returns the manifest; its status says whether the run completed, diverged or was interrupted
 * @throws LockedError when another process works on it; an error that says what to do on trouble with files;
 * Error when the directory holds another run, or the code is not the one that the run was planned for
 */
export async function executeRun(
  spec: RunSpec,
  directory: string,
  options: ExecuteRunOptions = {},
): Promise<RunManifest> {
  const notices: string[] = [];
  const onNotice = (notice: string) => {
    notices.push(notice);
    (options.onNotice ?? console.warn)(notice);
  };
  const id = runId(spec);
  const lock = await acquireLock(join(directory, RUN_LOCK)).catch((error: unknown) => {
    throw explainFileError(error, directory);
  });
  try {
    const earlier = earlierManifest(directory, spec, onNotice);
    if (earlier?.status === 'completed' || earlier?.status === 'diverged') {
      const damaged = damagedOutputs(directory, earlier);
      if (damaged.length === 0) {
        if (options.onRecord) readRecords(join(directory, METRICS_FILE)).forEach(options.onRecord);
        return earlier;
      }
      onNotice(`${directory}: ${damaged.join(' and ')} changed after the run had ended; it is made good.`);
    }
    const { host, pid } = thisProcess();
    const attempt = { host, pid, startedAt: new Date().toISOString(), job: options.job, notices };
    const manifest = newManifest(spec, id, [...(earlier?.attempts ?? []), attempt]);
    const signal = AbortSignal.any([lock.lost, ...(options.signal ? [options.signal] : [])]);
    return await work(manifest, directory, { ...options, signal, onNotice });
  } finally {
    lock.release();
  }
}
