/** The engine `xla`: the trace as StableHLO, compiled and run by a PJRT plugin on a processor or a GPU. */

import { loadKoffi, processorName } from '../../../native/index.js';
import type { Engine, EngineOptions, Source } from '../engine.js';
import { loadedProgram, type ResidentProgram, residentNames, residentSteps } from '../resident.js';
import { chooseFlavour, isXlaInstalled, pluginDigest, pluginName, programFolder, XLA_PLUGINS } from './installation.js';
import { openXla } from './openXla.js';
import { openProgram } from './program.js';
import { compileOnce } from './programCache.js';

function open(source: Source, { device, threads }: EngineOptions, resident?: ReadonlySet<string>): ResidentProgram {
  const flavour = chooseFlavour(device);
  const client = openXla(flavour, threads);
  const origin = { plugin: pluginDigest(flavour), threads };
  return openProgram(client, source.trace(), (text) => compileOnce(client, text, origin, programFolder()), resident);
}

/** XLA in a plugin that `dawnlab setup xla` put there. */
export const xla: Engine = {
  name: 'xla',
  description: 'compiled, XLA',
  devices: ['cpu', 'gpu'],
  load: async (source, options) => loadedProgram(open(source, options)),
  steps: async (source, layout, options) => residentSteps(open(source, options, residentNames(layout)), layout),
  // On a processor, XLA picks instructions by its features, and sums in the order that suits them.
  dependsOn: (device) => {
    const flavour = chooseFlavour(device);
    return flavour === 'cpu' ? `${pluginName(flavour)}, ${processorName()}` : pluginName(flavour);
  },
  probe: async () => {
    const advice = "Optional: 'dawnlab setup xla', on Linux x64.";
    const flavour = (['gpu', 'cpu'] as const).find(isXlaInstalled);
    if (!flavour) return { available: false, detail: 'not set up', advice };
    try {
      loadKoffi();
    } catch (error) {
      return { available: false, detail: (error as Error).message, advice: "Run 'npm ci', with optional packages." };
    }
    return { available: true, detail: XLA_PLUGINS[flavour].source };
  },
};
