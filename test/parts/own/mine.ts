// A reader's own task, base policy, loss, optimizer, normalizer, warmup, gate, agent and probe, in one file.
import {
  type AgentKnobs,
  basePolicyByHand,
  chain,
  clipping,
  createAgent,
  featureTable,
  full,
  type Normalizer,
  type Probe,
  pureTask,
  scalarHead,
  sgd,
  tf,
} from 'dawnlab';
import { reach } from './numbers.js';

const obsNames = ['x', 'goal'];
const features = (scale: number, clip: number) =>
  featureTable(
    obsNames,
    obsNames.map((name) => [name, 0, scale]),
    clip,
  );

/** A slider is to stop at a mark. */
export const task = pureTask({
  spec: {
    id: 'slider',
    obsDim: 2,
    obsNames,
    actionDim: 1,
    horizon: 24,
    controlHz: 20,
    stateFeatures: features(1, Number.POSITIVE_INFINITY),
    taskFeatures: features(reach, 3),
  },
  begin: (random) => [random.uniform() - 0.5, random.uniform() - 0.5],
  step: ([x, goal], [push]) => [x + 0.1 * push, goal],
  isSolved: ([x, goal]) => Math.abs(x - goal) < reach,
});

/** It goes the right way, and trembles. */
export const base = basePolicyByHand(task, 'trembling', ({ x, goal }, [noise]) => [2 * (goal - x) + 0.5 * noise]);

const huber = (q: tf.Tensor, y: tf.Tensor) => {
  const error = tf.abs(tf.sub(q, y));
  const near = tf.minimum(error, 1);
  return tf.mean(tf.mul(near, tf.sub(error, tf.mul(near, 0.5)))) as tf.Scalar;
};

export const head = scalarHead(huber);

/** Divides by the mean magnitude. */
export const norm: Normalizer = {
  name: 'magnitude',
  init: (width) => ({ gain: full([width], 1) }),
  apply: ({ gain }, x) => tf.mul(gain, tf.div(x, tf.add(tf.mean(tf.abs(x), -1, true), 1e-3))),
};

export const careful = (learningRate: number) => chain(clipping(1), sgd({ learningRate, momentum: 0.5 }));

/** Pushes now and then. */
export const push = (chunks: number, chunkDim: number) => new Float32Array(chunkDim).fill(chunks % 16 ? 0 : 0.5);

const share = 0.5;
export const half = () => share;

export const probe: Probe = {
  name: 'highest',
  needs: ['q'],
  values: { highestQ: { quantity: 'highest Q' } },
  measure: async (views, { base }) => ({ highestQ: Math.max(...(await views.q(base.chunks))) }),
};

/** DAWN with Huber's loss, and a warmup that pushes now and then. */
export function agent(knobs: AgentKnobs) {
  const dawn = createAgent('dawn', knobs);
  return {
    ...dawn,
    name: 'pushy',
    settings: { ...dawn.settings, valueHead: head },
    warmup: { ...dawn.warmup, name: 'push', behaviour: push },
  };
}
