/** The process of a run: the pool that started it sends what to make over their channel. */

import { once } from 'node:events';
import { type RunOrder, runProcess } from './makeRun.js';

await runProcess(async () => {
  if (!process.send) throw new Error('runWorker.js is started by a pool of runs, which tells it what to make.');
  const [order] = (await once(process, 'message')) as [RunOrder];
  return order;
});
