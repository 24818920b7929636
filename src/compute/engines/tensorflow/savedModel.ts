/** A TensorFlow graph as a SavedModel, the form in which libtensorflow loads it with its session. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { protobufDefinitions } from './binding.js';
import type { FunctionDef } from './functionDef.js';
import type { NodeDef } from './graphDef.js';

const SCHEMA_VERSION = 1;
/** The graph version of TensorFlow 2.12, which every later one reads. */
const PRODUCER = 1395;
const TAG = 'serve';

/** A graph, and the functions that it calls. */
export interface GraphDef {
  readonly nodes: readonly NodeDef[];
  readonly functions: readonly FunctionDef[];
}

let savedModelType: protobuf.Type | undefined;

/** The message's type; of functions with side effects the binding's definitions lack two fields. */
function loadType(): protobuf.Type {
  const root = protobuf.loadSync(protobufDefinitions());
  root.lookupType('tensorflow.FunctionDef').add(new protobuf.MapField('controlRet', 6, 'string', 'string'));
  root.lookupType('tensorflow.OpDef').add(new protobuf.Field('controlOutput', 20, 'string', 'repeated'));
  return root.lookupType('tensorflow.SavedModel');
}

/**
 * Serialises a graph.
 *
 * @param graph nodes and functions
 * @returns the bytes of saved_model.pb
 */
function encodeSavedModel({ nodes, functions }: GraphDef): Uint8Array {
  savedModelType ??= loadType();
  return savedModelType
    .encode({
      savedModelSchemaVersion: SCHEMA_VERSION,
      metaGraphs: [
        {
          metaInfoDef: { tags: [TAG] },
          graphDef: { node: nodes, versions: { producer: PRODUCER }, library: { function: functions } },
        },
      ],
    })
    .finish();
}

/**
 * Hands a graph to libtensorflow, through a folder that exists only meanwhile.
 *
 * @param graph nodes and functions
 * @param load loads a SavedModel from a folder, by a tag
 * @returns what `load` returned
 */
export function withSavedModel<T>(graph: GraphDef, load: (folder: string, tag: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(graph));
    return load(folder, TAG);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
