// Who may know whom below src: `node scripts/checks/dependencies.mjs` prints what breaks a rule.

/**
 * The folders of src from the ground up. Dependencies point one way: a folder may import from those before it, and from
 * no other. The ground knows no TensorFlow.js.
 */
const FLOORS = [
  'settings',
  'native',
  'files',
  'random',
  'arrays',
  'geometry',
  'statistics',
  'rewards',
  'compute',
  'networks',
  'residual',
  'normalization',
  'critic',
  'actor',
  'warmup',
  'diagnostics',
  'algorithms',
  'agents',
  'pictures',
  'environments',
  'tasks',
  'rollouts',
  'policies',
  'parts',
  'training',
  'reach',
  'plots',
  'criticReport',
  'runs',
  'notebook',
  'dashboard',
  'bench',
  'cli',
];

/** The rooms of a large folder, in the same order. */
const ROOMS = {
  runs: ['spec', 'store', 'worker', 'tables', 'sweep', 'slurm', 'export', 'compare'],
  notebook: ['cell', 'document', 'live', 'kernel', 'browser', 'publish', 'study', 'site'],
};

/**
 * Modules that are public beside their folder's face because they load nothing heavy: TensorFlow.js and ONNX Runtime
 * take seconds, and the planning and watching of sweeps do without them.
 */
const LIGHT_FACES = [
  'agents/knobs',
  'algorithms/forms',
  // Learning rules: who may name one, a rule below says.
  'algorithms/[^/]+/index',
  // For the scripts of pages, which a browser runs.
  'notebook/browser/(figureConfig|styleThroughObjectModel)',
  'policies/baseFile',
  'training/(identityDifferences|numericsVersion|progress|records|runIdentity|record|streams)',
];

/** One rule a folder: it knows nothing of what is built on it. */
const upward = (names, path) =>
  names.slice(0, -1).map((name, i) => ({
    name: `${path.replaceAll('/', '-')}-${name}-looks-up`,
    comment: `${name} must not know ${names.slice(i + 1).join(', ')}.`,
    severity: 'error',
    from: { path: `^${path}/${name}/` },
    to: { path: `^${path}/(${names.slice(i + 1).join('|')})/` },
  }));

module.exports = {
  forbidden: [
    {
      name: 'circle',
      comment: 'Modules that need each other are one, or share something that deserves a file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'orphan',
      comment: 'Nothing imports it, and it is started by nothing.',
      severity: 'error',
      from: { orphan: true, pathNot: '(\\.d\\.ts|\\.mjs)$' },
      to: {},
    },
    {
      name: 'unknown-folder',
      comment: 'A new folder has a floor: add it to scripts/checks/dependencies.cjs.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${FLOORS.join('|')})/` },
      to: {},
    },
    {
      name: 'past-the-face',
      comment: "Only another folder's index.ts is public.",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/',
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', `^src/(${LIGHT_FACES.join('|')})\\.ts$`],
      },
    },
    {
      name: 'names-a-learning-rule',
      comment: 'Whoever trains knows the contract alone; agents are made of learning rules, benchmarks measure one.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/(agents|algorithms|bench)/' },
      to: { path: '^src/algorithms/[^/]+/' },
    },
    ...upward(FLOORS, 'src'),
    ...Object.entries(ROOMS).flatMap(([folder, rooms]) => upward(rooms, `src/${folder}`)),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.d.ts'] },
  },
};
