/** A critic's ONNX file: its graph, its weights wherever they lie, and a session that also gives hidden layers. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import onnxProto from 'onnx-proto';
import * as ort from 'onnxruntime-node';
import { hiddenLayers, isLayerOutput, type LayerTensors } from './onnxLayers.js';

const { onnx } = onnxProto;

/** An input of the model: a name, and its sizes where they are fixed. */
export interface ModelInput {
  readonly name: string;
  /** Rows that it takes at once; undefined where any. */
  readonly rows?: number;
  /** Entries of a row; undefined where the file does not say. */
  readonly width?: number;
}

/** A critic that can be asked. */
export interface CriticModel {
  readonly session: ort.InferenceSession;
  readonly inputs: readonly ModelInput[];
  /** Outputs that are values. */
  readonly values: readonly string[];
  readonly layers: readonly LayerTensors[];
}

/** What to take for what, where names do not say it. */
export interface ModelChoice {
  /** Outputs that are values, one for each head; by default all that are no layers. */
  readonly q?: readonly string[];
  /** Tensors that are the hidden layers, first to last; by default found in the graph. */
  readonly layers?: readonly string[];
}

type Proto = InstanceType<typeof onnx.ModelProto>;

function decode(file: string): Proto {
  if (!existsSync(file)) throw new Error(`There is no model ${file}.`);
  try {
    const model = onnx.ModelProto.decode(readFileSync(file));
    if ((model.graph?.node ?? []).length > 0) return model;
  } catch (cause) {
    throw new Error(`${file} is no ONNX model. Export one: docs/critic-report.md has ten lines for PyTorch.`, {
      cause,
    });
  }
  throw new Error(`${file} is no ONNX model, or computes nothing. Export it again.`);
}

/** Large models keep their weights in a file beside them; a session of bytes has no folder to look in. */
function inlineWeights(model: Proto, folder: string): void {
  for (const tensor of model.graph?.initializer ?? []) {
    const entries = tensor.externalData ?? [];
    if (entries.length === 0) continue;
    const { location = '', offset = '0', length } = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
    const file = join(folder, location ?? '');
    if (!existsSync(file))
      throw new Error(`The model's weights lie in ${file}, which is not there. Copy it beside the model.`);
    const start = Number(offset);
    tensor.rawData = readFileSync(file).subarray(start, length ? start + Number(length) : undefined);
    tensor.externalData = [];
    tensor.dataLocation = onnx.TensorProto.DataLocation.DEFAULT;
  }
}

function modelInputs({ graph }: Proto): ModelInput[] {
  const weights = new Set((graph?.initializer ?? []).map(({ name }) => name));
  const fixed = (size: unknown) => (Number(size) > 0 ? Number(size) : undefined);
  return (graph?.input ?? [])
    .filter(({ name }) => !weights.has(name))
    .map(({ name, type }) => {
      const sizes = type?.tensorType?.shape?.dim?.map(({ dimValue }) => fixed(dimValue)) ?? [];
      const isFloat = type?.tensorType?.elemType === onnx.TensorProto.DataType.FLOAT;
      if (sizes.length !== 2 || !isFloat)
        throw new Error(
          `The model's input '${name}' is no float32 matrix [rows, width]. Export a critic of flat float32 observations and actions.`,
        );
      return { name: name ?? '', rows: sizes[0], width: sizes[1] };
    });
}

function chosenValues(outputs: readonly string[], asked: readonly string[] | undefined): readonly string[] {
  const values = asked ?? outputs.filter((name) => !isLayerOutput(name));
  const unknown = values.find((name) => !outputs.includes(name));
  if (unknown !== undefined || values.length === 0)
    throw new Error(`The model has no output '${unknown ?? 'q'}'; there are ${outputs.join(', ')}.`);
  return values;
}

/**
 * Opens a critic. Hidden layers become outputs beside its own.
 *
 * @param file an ONNX model; weights in files beside it are read too
 * @param choice which outputs are values, and which tensors are layers, where names do not say it
 * @returns session, inputs, values and layers; the session's `release()` frees it
 * @throws Error on what is no model, on inputs that are no float32 matrices, and on names that it does not have
 */
export async function openCritic(file: string, choice: ModelChoice = {}): Promise<CriticModel> {
  const model = decode(file);
  inlineWeights(model, dirname(file));
  const graph = model.graph!;
  const outputs = (graph.output ?? []).map(({ name }) => name ?? '');
  const values = chosenValues(outputs, choice.q);
  const layers = hiddenLayers(graph, values[0], choice.layers);
  const made = new Set((graph.node ?? []).flatMap(({ output }) => output ?? []));
  const wanted = [...new Set(layers.flatMap(({ before, activation }) => [before, activation]))];
  const unknown = wanted.find((name) => !made.has(name));
  if (unknown) throw new Error(`The model has no tensor '${unknown}'; there are ${[...made].slice(0, 40).join(', ')}.`);
  const added = wanted.filter((name) => !outputs.includes(name)).map((name) => ({ name }));
  graph.output = [...(graph.output ?? []), ...added];
  const bytes = onnx.ModelProto.encode(model).finish();
  const options = { logSeverityLevel: 4, intraOpNumThreads: 1, interOpNumThreads: 1 } as const;
  const session = await ort.InferenceSession.create(bytes, options).catch((cause: Error) => {
    throw new Error(`${file}: ONNX Runtime cannot run it: ${cause.message}`, { cause });
  });
  return { session, inputs: modelInputs(model), values, layers };
}
