/** Runs in a crate: a notebook that was executed, a table that a sweep recorded, the software and the machine of either. */

import type { RunTableProvenance } from '../../runs/index.js';
import type { RunProvenance } from '../cell/provenance.js';
import { type Entity, ref, single } from './crateEntity.js';

/** An executed notebook and what it gave. */
export interface StudyRun {
  readonly id: string;
  readonly title: string;
  /** Paths within the crate. */
  readonly notebook: string;
  readonly results: readonly string[];
  /** Files that it reads: modules of its own, tables of recorded runs. */
  readonly inputs: readonly string[];
  /** As the runner noted it; undefined for one that was run by hand. */
  readonly provenance?: RunProvenance;
}

/** A table of recorded runs. */
export interface StudyTable {
  readonly path: string;
  readonly name: string;
  readonly provenance: RunTableProvenance;
}

const LANGUAGE = 'https://w3id.org/workflowhub/workflow-ro-crate#typescript';

const COMPLETED = 'http://schema.org/CompletedActionStatus';

const HOMEPAGES: Readonly<Record<string, string>> = {
  '@mujoco/mujoco': 'https://mujoco.org/',
  '@tensorflow/tfjs': 'https://js.tensorflow.org/',
  arquero: 'https://idl.uw.edu/arquero/',
  node: 'https://nodejs.org/',
  'onnxruntime-node': 'https://onnxruntime.ai/',
  tslab: 'https://github.com/yunabe/tslab',
};

/** The address of a package that needs no registry. */
const packageUrl = (name: string, version: string) => `pkg:npm/${name}@${version.replace(/^v/, '')}`;

const softwareId = (name: string, version: string) =>
  `#software-${encodeURIComponent(name)}-${version.replace(/^v/, '')}`;

const softwareRefs = (versions: Readonly<Record<string, string>>) =>
  Object.entries(versions).map(([name, version]) => ref(softwareId(name, version)));

const softwareEntities = (versions: Readonly<Record<string, string>>): Entity[] =>
  Object.entries(versions).map(([name, version]) => ({
    '@id': softwareId(name, version),
    '@type': 'SoftwareApplication',
    name,
    version,
    identifier: packageUrl(name, version),
    url: HOMEPAGES[name] ?? packageUrl(name, version),
  }));

function runAction(run: StudyRun, agents: readonly string[]): Entity {
  const { id, title, notebook, results, inputs, provenance } = run;
  const end = provenance && new Date(provenance.date);
  const start = end && new Date(end.getTime() - 1000 * (provenance.seconds ?? 0));
  return {
    '@id': `#run-${id}`,
    '@type': 'CreateAction',
    name: `Execution of ${title}${provenance?.scale ? ` at scale ${provenance.scale}` : ''}`,
    instrument: ref(encodeURI(notebook)),
    agent: single(agents.map(ref)),
    object: inputs.map((path) => ref(encodeURI(path))),
    result: results.map((path) => ref(encodeURI(path))),
    actionStatus: ref(COMPLETED),
    ...(start && end ? { startTime: start.toISOString(), endTime: end.toISOString() } : {}),
    ...(provenance ? { description: machineText(provenance) } : {}),
  };
}

function machineText({ commit, sourceHash, hardware: { cores, cpu, memoryGiB, system } }: RunProvenance): string {
  return `Source ${sourceHash}${commit ? `, commit ${commit}` : ''}, on ${cores} × ${cpu}, ${memoryGiB} GiB, ${system}`;
}

/**
 * Executed notebooks as workflows and their runs.
 *
 * @param runs notebooks
 * @param agents identifiers of who ran them
 * @returns entities of the crate; those of notebooks add to what their files are
 */
export function runEntities(runs: readonly StudyRun[], agents: readonly string[]): Entity[] {
  const workflows = runs.map(({ notebook, title, provenance }) => ({
    '@id': encodeURI(notebook),
    '@type': ['File', 'SoftwareSourceCode', 'ComputationalWorkflow'],
    name: title,
    programmingLanguage: ref(LANGUAGE),
    ...(provenance ? { softwareRequirements: softwareRefs(provenance.versions) } : {}),
  }));
  const language = {
    '@id': LANGUAGE,
    '@type': 'ComputerLanguage',
    name: 'TypeScript in a Jupyter notebook',
    version: '5.0.4',
    url: 'https://www.typescriptlang.org/',
    identifier: 'https://www.typescriptlang.org/',
  };
  const software = runs.flatMap(({ provenance }) => (provenance ? softwareEntities(provenance.versions) : []));
  const status = { '@id': COMPLETED, '@type': 'ActionStatusType', name: 'Completed' };
  return [...workflows, language, status, ...software, ...runs.map((run) => runAction(run, agents))];
}

/**
 * Tables of recorded runs and how they were recorded.
 *
 * @param tables with their provenance
 * @returns entities of the crate
 */
export function tableEntities(tables: readonly StudyTable[]): Entity[] {
  return tables.flatMap(({ path, name, provenance: { command, commit, versions, hardware, recordedAt } }) => {
    const id = encodeURI(path);
    const [instrument] = Object.entries(versions);
    const action = {
      '@id': `#record-${id}`,
      '@type': 'CreateAction',
      name: `Recording of ${name}`,
      description: `${command}, at commit ${commit}, on ${hardware}`,
      endTime: recordedAt,
      result: ref(id),
      ...(instrument ? { instrument: ref(softwareId(...instrument)) } : {}),
    };
    return [{ '@id': id, name: `Recorded runs of ${name}` }, action, ...softwareEntities(versions)];
  });
}
