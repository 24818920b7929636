import { createLocalVectorEnv } from '../../src/environments/index.js';
import { vectorEnvContract } from '../contracts/vectorEnv.js';

vectorEnvContract('the local vector', (sizes) => createLocalVectorEnv('gantry-peg', sizes));
