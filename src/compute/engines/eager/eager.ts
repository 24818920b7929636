/** The engine `eager`: TensorFlow.js itself, op by op; the reference that the others are held to. */

import type { ArrayTree } from '../../../arrays/index.js';
import { tf } from '../../tf.js';
import { type BufferPair, doubleBuffered, overwrite } from '../doubleBuffered.js';
import type { Engine, Source } from '../engine.js';
import { runEagerly } from './runEagerly.js';

const stepOver =
  ({ fn }: Source) =>
  (buffers: BufferPair) =>
  async (inputs: ArrayTree, from: 0 | 1): Promise<ArrayTree> => {
    const result = await runEagerly(fn, { state: buffers[from].transport, inputs });
    overwrite(buffers[1 - from].transport, result.state as ArrayTree);
    return (result.outputs ?? {}) as ArrayTree;
  };

const backendName = () => tf.getBackend() || 'cpu';

/** TensorFlow.js on whatever backend there is; it traces nothing. */
export const eager: Engine = {
  name: 'eager',
  description: 'TensorFlow.js op by op',
  devices: [],
  load: async ({ fn }) => ({ run: (inputs) => runEagerly(fn, inputs), dispose: async () => {} }),
  steps: async (source, layout) => doubleBuffered(layout, stepOver(source), async () => {}),
  dependsOn: backendName,
  probe: async () => ({ available: true, detail: `TensorFlow.js ${tf.version_core}, backend ${backendName()}` }),
};
