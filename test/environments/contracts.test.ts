import { createEnv, createFrameStackedEnv, environments } from '../../src/environments/index.js';
import { envContract } from '../contracts/env.js';

for (const id of Object.keys(environments)) envContract(id, () => createEnv(id));
envContract('frame-stacked gantry-peg', async () => createFrameStackedEnv(await createEnv('gantry-peg'), 3));
