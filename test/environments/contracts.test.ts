import { createFrameStackedEnv } from '../../src/environments/index.js';
import { createEnv, physicsTasks } from '../../src/tasks/index.js';
import { envContract } from '../contracts/env.js';

for (const [id, { missing }] of Object.entries(physicsTasks)) envContract(id, () => createEnv(id), missing?.());
envContract('frame-stacked gantry-peg', async () => createFrameStackedEnv(await createEnv('gantry-peg'), 3));
