/** A TensorFlow graph as a SavedModel, the form in which libtensorflow loads it with its session. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { protobufDefinitions } from './binding.js';
import type { NodeDef } from './graphDef.js';

const SCHEMA_VERSION = 1;
/** The graph version of TensorFlow 2.12, which every later one reads. */
const PRODUCER = 1395;
const TAG = 'serve';

let savedModelType: protobuf.Type | undefined;

/**
 * Serialises a graph.
 *
 * @param nodes the graph's nodes
 * @returns the bytes of saved_model.pb
 */
function encodeSavedModel(nodes: readonly NodeDef[]): Uint8Array {
  savedModelType ??= protobuf.loadSync(protobufDefinitions()).lookupType('tensorflow.SavedModel');
  return savedModelType
    .encode({
      savedModelSchemaVersion: SCHEMA_VERSION,
      metaGraphs: [
        {
          metaInfoDef: { tags: [TAG] },
          graphDef: { node: nodes, versions: { producer: PRODUCER } },
        },
      ],
    })
    .finish();
}

/**
 * Hands a graph to libtensorflow, through a folder that exists only meanwhile.
 *
 * @param nodes the graph's nodes
 * @param load loads a SavedModel from a folder, by a tag
 * @returns what `load` returned
 */
export function withSavedModel<T>(nodes: readonly NodeDef[], load: (folder: string, tag: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(nodes));
    return load(folder, TAG);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
