import { openTask } from '../../src/tasks/index.js';
import { vectorEnvContract } from '../contracts/vectorEnv.js';

vectorEnvContract('the local vector', (sizes) => openTask('gantry-peg', sizes));
