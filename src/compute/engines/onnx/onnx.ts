/** The engine `onnx`: ONNX Runtime, the default on a processor; it comes with the package. */

import type { ArrayTree } from '../../../arrays/index.js';
import { type BufferPair, doubleBuffered } from '../doubleBuffered.js';
import type { Engine, EngineOptions, Source } from '../engine.js';
import { layOut } from './layOut.js';
import { bindInputs, bindOutputs, loadModel, type OnnxProgram, runModel, tensorOver, versions } from './session.js';

/** Where ONNX Runtime can run. `webgpu` is part of its npm package; `cuda` needs the provider's libraries beside it. */
const DEVICES = ['cpu', 'webgpu', 'cuda'];

const loadSource = (source: Source, options: EngineOptions): Promise<OnnxProgram> =>
  loadModel(layOut(source.trace().outputs), options);

/** Steps over the buffers' own memory. */
const stepOver = (program: OnnxProgram) => (buffers: BufferPair) => {
  const outputs = bindOutputs(program, 'out.outputs.');
  const tensors = buffers.map(({ transport }) =>
    Object.entries(transport).map(([name, array]) => [name, tensorOver(array)] as const),
  );
  const used = new Set(program.inputs.map(({ name }) => name));
  const read = tensors.map((set) =>
    Object.fromEntries(
      set.map(([name, tensor]) => [`in.state.${name}`, tensor] as const).filter(([name]) => used.has(name)),
    ),
  );
  const written = tensors.map((set) => ({
    ...outputs.fetches,
    ...Object.fromEntries(set.map(([name, tensor]) => [`out.state.${name}`, tensor])),
  }));
  const feedsOf = bindInputs(program, 'in.inputs.');
  return async (inputs: ArrayTree, from: 0 | 1): Promise<ArrayTree> => {
    await runModel(program, { ...read[from], ...feedsOf(inputs) }, written[1 - from]);
    return outputs.read();
  };
};

/** ONNX Runtime. */
export const onnx: Engine = {
  name: 'onnx',
  description: 'compiled, ONNX Runtime',
  devices: DEVICES,
  load: async (source, options) => {
    const program = await loadSource(source, options);
    const { fetches, read } = bindOutputs(program, 'out.');
    const feedsOf = bindInputs(program, 'in.');
    return {
      run: async (inputs) => {
        await runModel(program, feedsOf(inputs), fetches);
        return read();
      },
      dispose: () => program.session.release(),
    };
  },
  steps: async (source, layout, options) => {
    const program = await loadSource(source, options);
    return doubleBuffered(layout, stepOver(program), () => program.session.release());
  },
  dependsOn: (device = 'cpu') => (device === 'cpu' ? 'processor' : device),
  probe: async () => ({ available: true, detail: versions() }),
};
