// All that a run is made of, in one file: a task, a base policy, a loss, an optimizer, an agent and a probe.
import {
  type AgentKnobs,
  adam,
  type BaseRule,
  basePolicyByHand,
  type CriticLoss,
  createAgent,
  featureTable,
  type Probe,
  pureTask,
  scalarHead,
  tf,
} from 'dawnlab';

const radius = 0.008; // metres: how near to the mark counts
const strongest = 0.002; // metres per step: how far the belt under the cart carries it

const obsNames = ['x', 'belt'];
const features = (names: string[], scale: number, clip: number) =>
  featureTable(
    obsNames,
    names.map((name) => [name, 0, scale]),
    clip,
  );

/** A cart on a moving belt is to come to rest at a mark; the belt's speed differs from episode to episode. */
export const task = pureTask({
  spec: {
    id: 'cart-on-a-belt',
    obsDim: 2,
    obsNames,
    actionDim: 1,
    horizon: 48,
    controlHz: 20,
    stateFeatures: [...features(['x'], 0.1, Infinity), ...features(['belt'], strongest, Infinity)],
    taskFeatures: features(['x'], radius, 3),
  },
  knobs: { radius, strongest },
  begin: (random) => [0.2 * random.uniform() - 0.1, strongest * (2 * random.uniform() - 1)],
  // An action of 1 is 2 cm per step, and the belt comes on top.
  step: ([x, belt], [push]) => [x + 0.02 * push + belt, belt],
  isSolved: ([x]) => Math.abs(x) < radius,
});

/** It steers for the mark, trembles a little, and knows nothing of the belt. */
const steer: BaseRule = ({ x }, noise) => [-3 * x + 0.05 * noise[0]];
export const base = basePolicyByHand(task, 'steer', steer);

/** Huber's loss grows only linearly where the critic is far off. */
const huber: CriticLoss = (q, y) => {
  const error = tf.abs(tf.sub(q, y));
  const near = tf.minimum(error, 1);
  return tf.mean(tf.mul(near, tf.sub(error, tf.mul(near, 0.5))));
};
export const head = scalarHead(huber);

/** Adam with a shorter memory of how large gradients were. */
export const quickAdam = (learningRate: number) => adam({ learningRate, beta2: 0.99 });

/** DAWN with that loss and that optimizer, made of whatever knobs it is given. */
export const agent = (knobs: AgentKnobs) => ({
  ...createAgent('dawn', { ...knobs, valueHead: head, optimizer: quickAdam }),
  name: 'mine',
});

/** How many of the base policy's chunks would be better with the residual than without, as the critic sees it. */
export const probe: Probe = {
  name: 'hope',
  needs: ['q', 'residual'],
  values: { hopeful: { quantity: 'share of base chunks that the critic would rather see corrected', range: [0, 1] } },
  async measure(views, { states }) {
    if (states.length === 0) return {};
    const { shape, data } = await views.residual(states);
    const corrected = states.map((state, i) => ({
      ...state,
      residual: data.subarray(i * shape[1], (i + 1) * shape[1]),
    }));
    const [still, moved] = [await views.q(states), await views.q(corrected as typeof states)];
    return { hopeful: moved.filter((q, i) => q > still[i]).length / still.length };
  },
};
