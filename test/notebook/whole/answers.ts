/** What a reader writes in the place of `undefined`, by cell. */
export const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '00-start-here': {
    'exercise-1': '0.05 * 20 * 4',
    'exercise-2':
      '(see) => { const k = -see.headInHoleY / 0.004; return [-Math.sin(see.boxYaw) * k, Math.cos(see.boxYaw) * k, -see.headInHoleZ / 0.004, 0, 0, 0]; }',
    'exercise-3': '385',
  },
  '01-residual-composition': {
    'exercise-1': '0.2 * 0.1 * (180 / Math.PI) * 4',
    'exercise-2':
      '(n, dim, stream) => (n % 4 === 0 ? stream.fillUniform(new Float32Array(dim), -1, 1) : new Float32Array(dim))',
    'exercise-3':
      "{ name: 'both', dim: (n) => 2 * n, compose: (base, u, bound) => tf.concat([tf.add(base, tf.mul(u, bound)), u], 1) }",
  },
  '02-cold-start': {
    'exercise-1': '-1 / 0.03',
    'exercise-2': "{ warmup: 'randomResidual' }",
    'exercise-3':
      '({ curve }) => curve.success[curve.chunks.findIndex((chunks) => chunks >= schedule.totalChunks / 2)]',
  },
  '03-explicit-warmup': {
    'exercise-1': '1 / start.logPi',
    'exercise-2': 'Math.log(2) / eta',
    'exercise-3':
      '({ rewardT, discountT, qT, logPiT, alpha }) => tf.add(rewardT, tf.mul(discountT, tf.minimum(0, tf.maximum(lowest, tf.sub(qT, tf.mul(alpha, logPiT))))))',
  },
  '04-warmup-behaviour': {
    'exercise-1': '0.02 / 0.05',
    'exercise-2': '0.8 ** 30',
    'exercise-3':
      '(chunks, chunkDim, stream) => stream.fillNormal(new Float32Array(chunkDim)).map((x) => Math.max(-1, Math.min(1, (1 - chunks / M) * x)))',
  },
  '06-normalization': {
    'exercise-1': '2 * 3 * 512',
    'exercise-2':
      "{ name: 'bare', init: () => ({}), apply: (_params, x) => { const d = tf.sub(x, tf.mean(x, -1, true)); return tf.mul(d, tf.rsqrt(tf.add(tf.mean(tf.square(d), -1, true), 1e-5))); } }",
    'exercise-3': "['none', 'weightNorm', 'spectralNorm']",
  },
  '07-distributional': {
    'exercise-1': '0.8',
    'exercise-2': 'gaussianHistogramHead({ low: -10.5, high: 0.5, count: 11 }, 1.5)',
    'exercise-3': '4',
  },
  '05-scale-mismatch': {
    'exercise-1': '0.1 / ratio(1).toBase',
    'exercise-2': "{ normalizer: 'none', criticInput: 'scaledSum' }",
    'exercise-3': '[...Array(200).keys()].find((n) => n > 1 && wilson(Math.round(0.6 * n), n).low > 0.5)',
  },
  '08-dawn': {
    'exercise-1': '(run) => auc(curveOf(run))',
    'exercise-2':
      "{ ...createAgent('dawn', knobs), settings: { ...createAgent('dawn', knobs).settings, critic: createAgent('vanilla', knobs).settings.critic } }",
    'exercise-3': '{ warmupChunks: knobs.warmupChunks / 2 }',
  },
  '09-robustness': {
    'exercise-1': '(run) => gain(run) / (1 - run.base.success)',
    'exercise-2': '0.125',
    'exercise-3': '[-0.2, 0.2]',
  },
  '10-your-own': {
    'exercise-1':
      "{ name: 'byMagnitude', init: () => ({}), apply: (_, x) => tf.div(x, tf.add(tf.mean(tf.abs(x), -1, true), 1e-6)) }",
    'exercise-2': '({ x, y, windX, windY }) => [-6 * x - windX / 0.02, -6 * y - windY / 0.02]',
    'exercise-3':
      "{ ...dawnAgent, name: 'both', settings: { ...settings, critic: groupCritic, valueHead: scalarHead(huber) } }",
  },
  '11-what-can-a-residual-reach': {
    'exercise-1': '0.3 + 0.2',
    'exercise-2': '1 - (12 / 16) * (11 / 15)',
    'exercise-3': '[[1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0, 0, 0, 0, 0]]',
  },
};
