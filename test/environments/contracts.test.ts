import { createFrameStackedEnv } from '../../src/environments/index.js';
import { createEnv, physicsTasks } from '../../src/tasks/index.js';
import { envContract } from '../contracts/env.js';

/** A suite stands for its tasks, which differ by what a reset arranges. */
for (const [id, { missing, suite }] of Object.entries(physicsTasks))
  if (!suite) envContract(id, () => createEnv(id), missing?.());
envContract('frame-stacked gantry-peg', async () => createFrameStackedEnv(await createEnv('gantry-peg'), 3));
