/**
 * Our own side of `dawnlab bench update`, as a program: reads what {@link prepareUpdate} takes as one JSON object, answers
 * with a line, then for each further line holding a number n runs n updates and prints the seconds that they took, of
 * wall-clock time and of processor time.
 */

import { createInterface } from 'node:readline';
import { prepareUpdate } from './preparedUpdate.js';

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  const { update, batch } = await prepareUpdate(JSON.parse(value as string));
  console.log(update.engine);
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    for (let i = 0; i < Number(line.value); i++) await update.run(batch);
    const { user, system } = process.cpuUsage(cpu);
    console.log((performance.now() - start) / 1000, (user + system) / 1e6);
  }
  await update.dispose();
}

await main();
