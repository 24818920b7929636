import { nativeMissing } from '../../src/environments/index.js';
import { openTask } from '../../src/tasks/index.js';
import { vectorEnvContract } from '../contracts/vectorEnv.js';

vectorEnvContract('the local vector', (sizes) => openTask('gantry-peg', sizes));
if (!nativeMissing()) {
  const native = { physics: 'native' } as const;
  vectorEnvContract('the native vector', (sizes) => openTask('gantry-peg', { ...sizes, ...native }), undefined, native);
}
