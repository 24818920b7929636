// Prints the hash of a rollout on the native physics, from this process or from a thread of it:
// node nativeRollout.mjs TASK [thread]. With BROKEN as the task: what happens when MuJoCo meets an error it cannot survive.

import { createHash } from 'node:crypto';
import { isMainThread, Worker } from 'node:worker_threads';
import { loadPhysics, randomStream } from '../../dist/index.js';
import { createEnv } from '../../dist/tasks/index.js';

const [, , task, where] = process.argv;

/** Boxes in a heap, whose contacts need more memory than the model has. */
const BROKEN = `<mujoco><size memory="20K"/><worldbody><geom type="plane" size="1 1 1"/>${Array.from(
  { length: 8 },
  (_, i) => `<body pos="0 0 ${0.05 * i}"><freejoint/><geom type="box" size=".1 .1 .1"/></body>`,
).join('')}</worldbody></mujoco>`;

async function rollout() {
  const env = await createEnv(task, { physics: 'native' });
  const random = randomStream(7, 'rollout');
  const hash = createHash('sha256').update(env.reset(7));
  for (let step = 0; step < 100; step++)
    hash.update(env.step(random.fillUniform(new Float32Array(env.spec.actionDim), -1, 1)).obs);
  return hash.digest('hex');
}

if (where === 'thread' && isMainThread) {
  // The library is loaded here first, as a process that trains does.
  await loadPhysics('native');
  new Worker(new URL(import.meta.url), { argv: [task] });
} else if (task === 'BROKEN') {
  (await loadPhysics('native')).simulate(BROKEN).advance(1);
  console.log('went on');
} else console.log(await rollout());
