/** The process of an array's task: it makes the run at a place of a plan. `arrayTask.js PLAN --index I` */

import { plannedOrder } from '../sweep/sweepPlan.js';
import { runProcess } from '../worker/makeRun.js';

await runProcess(async () => {
  const [planFile, option, index] = process.argv.slice(2);
  if (option !== '--index') throw new Error('usage: arrayTask.js PLAN --index I');
  return plannedOrder(planFile, Number(index));
});
