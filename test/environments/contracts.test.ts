import { createEnv, createFrameStackedEnv, environments } from '../../src/environments/index.js';
import { envContract } from '../contracts/env.js';

for (const [id, { missing }] of Object.entries(environments)) envContract(id, () => createEnv(id), missing?.());
envContract('frame-stacked gantry-peg', async () => createFrameStackedEnv(await createEnv('gantry-peg'), 3));
