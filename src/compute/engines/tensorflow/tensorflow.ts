/** The engine `tensorflow`: libtensorflow, through tfjs's own binding, on a processor or a GPU. */

import { processorName } from '../../../native/index.js';
import type { Engine, EngineOptions, Source } from '../engine.js';
import { loadedProgram, type ResidentProgram, residentNames, residentSteps } from '../resident.js';
import { loadTensorflow } from './binding.js';
import { isInstalled, TENSORFLOW_VERSION } from './installation.js';
import { openSession } from './session.js';

function open(source: Source, { device, threads }: EngineOptions, resident?: ReadonlySet<string>): ResidentProgram {
  const { binding } = loadTensorflow(device === 'gpu' ? 'gpu' : 'any', threads);
  return openSession(binding, source.trace(), resident);
}

/** libtensorflow, training steps through its XLA; the first program of a process sets the threads of all. `gpu` demands a GPU. */
export const tensorflow: Engine = {
  name: 'tensorflow',
  description: 'compiled, libtensorflow',
  devices: ['gpu'],
  load: async (source, options) => loadedProgram(open(source, options)),
  steps: async (source, layout, options) => residentSteps(open(source, options, residentNames(layout)), layout),
  // On a processor, XLA picks instructions by its features.
  dependsOn: (device) => `libtensorflow ${TENSORFLOW_VERSION}, ${device === 'gpu' ? 'GPU' : processorName()}`,
  probe: async () => {
    const flavour = (['gpu', 'cpu'] as const).find(isInstalled);
    if (!flavour) return { available: false, detail: 'not set up', advice: "Optional: 'dawnlab setup tensorflow'." };
    return { available: true, detail: `libtensorflow ${TENSORFLOW_VERSION}, build for ${flavour.toUpperCase()}` };
  },
};
