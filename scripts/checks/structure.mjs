/** The shape of the source tree: which folder may know which, and what a folder's face may be. */

import { dirname, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

const BLOCKS = ['settings', 'compute', 'residual', 'normalization', 'critic', 'actor', 'warmup'];
const LEARNING = [...BLOCKS, 'diagnostics', 'agents', 'environments', 'policies', 'statistics'];

/**
 * What each folder may import from. Dependencies point one way: settings and compute, then the building blocks, then diagnostics
 * and agents, then training, then runs, then notebook and cli.
 */
const MAY_IMPORT = {
  settings: [],
  compute: ['settings'],
  normalization: ['settings', 'compute'],
  residual: ['settings', 'compute'],
  critic: ['settings', 'compute', 'normalization', 'residual'],
  actor: ['settings', 'compute', 'normalization', 'residual'],
  // An explicit warmup trains critics on a target of its own.
  warmup: ['settings', 'compute', 'residual', 'critic'],
  environments: ['settings', 'compute'],
  policies: ['settings', 'compute', 'environments', 'statistics'],
  statistics: ['settings', 'compute'],
  plots: ['statistics'],
  diagnostics: [...BLOCKS, 'statistics'],
  agents: [...BLOCKS, 'diagnostics'],
  training: LEARNING,
  runs: [...LEARNING, 'training', 'plots'],
  notebook: [...LEARNING, 'training', 'runs', 'plots'],
  cli: [...LEARNING, 'training', 'runs', 'plots', 'notebook'],
};

/**
 * Modules that are public beside their folder's face because they load nothing heavy: TensorFlow.js and ONNX Runtime
 * take seconds, and simulation workers, statistics, and the planning and watching of sweeps do without them.
 */
const LIGHT_FACES = [
  ...[
    'agents/knobs.js',
    'agents/names.js',
    'compute/atomicFile.js',
    'compute/cacheFolder.js',
    'compute/compileOptions.js',
    'compute/contentHash.js',
    'compute/fileLock.js',
    'compute/makeFolder.js',
    'compute/processIdentity.js',
    'compute/quarantineFile.js',
    'compute/random.js',
    'compute/readJson.js',
  ],
  ...['policies/baseFile.js', 'policies/dataFolder.js'],
  ...[
    'policies/fileProvenance.js',
    'training/identityDifferences.js',
    'training/numericsVersion.js',
    'training/presets.js',
    'training/progress.js',
    'training/records.js',
    'training/runIdentity.js',
    'training/recordSchema.js',
    'training/schedule.js',
    'training/streams.js',
  ],
];

/** The folder of src that a file is in; empty for src/index.ts. */
const folderOf = (file, src) => {
  const [first, ...rest] = relative(src, file).split(sep);
  return rest.length > 0 ? first : '';
};

/** The module that an import or a re-export names, or undefined. */
const moduleOf = (statement) =>
  ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement.moduleSpecifier?.text : undefined;

/** Faults of one import of another folder. */
function importFault(file, specifier, src) {
  const target = resolve(dirname(file), specifier);
  const [from, to] = [folderOf(file, src), folderOf(target, src)];
  if (from === to || relative(src, target).startsWith('..')) return [];
  const isPublic = [`${to}/index.js`, ...LIGHT_FACES].some((face) => target === resolve(src, face));
  if (!isPublic) return [`imports ${specifier}; only ${to}/index.js is public`];
  if (from === '') return [];
  if (!MAY_IMPORT[from]) return [`the folder ${from} is not in the table of scripts/checks/structure.mjs`];
  return MAY_IMPORT[from].includes(to) ? [] : [`imports ${to}, which ${from} must not know`];
}

/** Whether a file does nothing but pass on what others export. */
function onlyForwards(statements) {
  const forwards = (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
  return statements.some(forwards) && statements.every((s) => forwards(s) || ts.isImportDeclaration(s));
}

/**
 * What is wrong with a source file's place in the tree.
 *
 * @param {ts.SourceFile} source one file of src
 * @param {string} src absolute path of src
 * @returns {string[]} faults; empty when there are none
 */
export function structureFaults(source, src) {
  const statements = [...source.statements];
  const isFace = source.fileName.endsWith(`${sep}index.ts`);
  const faults = statements
    .map(moduleOf)
    .filter((specifier) => specifier?.startsWith('.'))
    .flatMap((specifier) => importFault(source.fileName, specifier, src));
  const stars = statements.some((s) => ts.isExportDeclaration(s) && !s.exportClause);
  if (stars) faults.push('has `export *`; name what is exported');
  if (!isFace && onlyForwards(statements)) faults.push('only forwards other modules; import them where they are');
  return faults;
}
