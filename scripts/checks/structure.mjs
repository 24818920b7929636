/** The shape of the source tree: which folder may know which, and what a folder's face may be. */

import { dirname, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** Whether a folder is a learning rule: each is one of its own, and whoever trains knows none of them. */
const isAlgorithm = (folder) => folder.startsWith('algorithms/');
/** Who may name a learning rule: agents, which are made of them, and what measures one. */
const NAME_ALGORITHMS = ['agents', 'bench'];

/**
 * The folders of src from the ground up. Dependencies point one way: a folder may import from those before it, and from
 * no other. The ground knows no TensorFlow.js.
 */
const FLOORS = [
  ...[
    'settings',
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
  ],
  ...[
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
  ],
  ...['plots', 'runs', 'notebook', 'bench', 'cli'],
];

/**
 * Modules that are public beside their folder's face because they load nothing heavy: TensorFlow.js and ONNX Runtime
 * take seconds, and the planning and watching of sweeps do without them.
 */
const LIGHT_FACES = [
  ...['agents/knobs.js', 'agents/names.js', 'algorithms/forms.js', 'policies/baseFile.js'],
  ...['training/identityDifferences.js', 'training/numericsVersion.js', 'training/progress.js'],
  ...['training/records.js', 'training/runIdentity.js', 'training/record.js'],
  'training/streams.js',
  // A name space of its own in the library: `add` and `length` say little beside a hundred others.
  'geometry/quaternion.js',
];

/** The folder of src that a file is in; empty for src/index.ts. */
const folderOf = (file, src) => {
  const [first, second, ...rest] = relative(src, file).split(sep);
  if (first === 'algorithms' && rest.length > 0) return `${first}/${second}`;
  return second ? first : '';
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
  if (isAlgorithm(to) && !NAME_ALGORITHMS.includes(from))
    return [`imports ${to}; only ${NAME_ALGORITHMS.join(' and ')} may name a learning rule`];
  const [here, there] = [from, to].map((folder) => FLOORS.indexOf(folder.split('/')[0]));
  if (here < 0) return [`the folder ${from} is not in the table of scripts/checks/structure.mjs`];
  return there < here || (isAlgorithm(from) && there === here) ? [] : [`imports ${to}, which ${from} must not know`];
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
  if (stars && source.fileName !== resolve(src, 'index.ts')) faults.push('has `export *`; name what is exported');
  if (!isFace && onlyForwards(statements)) faults.push('only forwards other modules; import them where they are');
  return faults;
}
