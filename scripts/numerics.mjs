/**
 * The version of the code that touches a run's numbers: one hash over the modules that training reaches.
 *
 *   node scripts/numerics.mjs [SRC]   prints it, with what it is made of
 *
 * A module counts with its syntax alone: comments, layout and types are no part of it, and imports count by what they
 * import, not by where that lies. So a moved file or an edited comment changes nothing, an edited constant does. What is
 * imported through a folder's face counts where it is defined, so that training does not reach the face's other rooms.
 * Learning rules and networks are values that a run is given: they count in its identity, by their graphs and their
 * initial parameters, so that a new one is no other version.
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where a run's numbers come from, below src. */
const ENTRY = 'training/train.ts';
/** In the first comment of a module that touches no number, for instance since it only writes down what happened. */
const OUTSIDE = '@outsideNumerics';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** The source of a module: imports name what the compiler will have made of it. */
function sourceOf(specifier, from) {
  const path = resolve(dirname(from), specifier);
  const source = [path.replace(/\.js$/, '.ts'), path].find((candidate) => existsSync(candidate));
  if (!source) throw new Error(`${from} imports ${specifier}, which is not there.`);
  return source;
}

/** `new URL('…', import.meta.url)`: where something lies. */
const isPlace = (node) =>
  ts.isNewExpression(node) &&
  node.expression.getText() === 'URL' &&
  ts.isMetaProperty(node.arguments?.[1]?.expression ?? node);

const isDynamicImport = (node) => ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;

/** A tree as text: kinds, names, literals and operators; neither layout nor redundant parentheses nor paths. */
function syntaxText(node) {
  if (ts.isParenthesizedExpression(node)) return syntaxText(node.expression);
  if (isPlace(node)) return '(place)';
  if (isDynamicImport(node)) return '(import)';
  const words = [node.kind, node.text, node.operator, node.token, node.keywordToken];
  if (ts.isVariableDeclarationList(node)) words.push(node.flags & ts.NodeFlags.BlockScoped);
  const children = [];
  ts.forEachChild(node, (child) => void children.push(syntaxText(child)));
  return `(${words.map((word) => (word === undefined ? '' : JSON.stringify(word))).join(' ')}${children.join('')})`;
}

/** Statements that name other modules, and dynamic imports anywhere below. */
function importsOf(source) {
  const links = [];
  for (const statement of source.statements) {
    const from = statement.moduleSpecifier?.text;
    if (from === undefined) continue;
    if (ts.isImportDeclaration(statement)) {
      const { name, namedBindings } = statement.importClause ?? {};
      if (name) links.push({ from, name: 'default', local: name.text });
      if (!namedBindings || ts.isNamespaceImport(namedBindings)) {
        if (!name) links.push({ from, name: '*', local: namedBindings?.name.text ?? '' });
      } else
        for (const { name: local, propertyName } of namedBindings.elements)
          links.push({ from, name: (propertyName ?? local).text, local: local.text });
    } else
      for (const { name, propertyName } of statement.exportClause.elements)
        links.push({ from, name: (propertyName ?? name).text, local: `export ${name.text}` });
  }
  const visit = (node) => {
    // What is imported by a computed name is no module of the library: a part of the reader's own.
    if (isDynamicImport(node) && ts.isStringLiteral(node.arguments[0]))
      links.push({ from: node.arguments[0].text, name: '*', local: 'import()' });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return links;
}

/** Packages that a module names, in an import or for a `require` of its own. */
function packagesOf(source, imports, dependencies) {
  const named = imports.map(({ from }) => from);
  const visit = (node) => {
    if (ts.isStringLiteral(node)) named.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const packages = named.map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(packages)].filter((name) => Object.hasOwn(dependencies, name));
}

/** Names that a module hands on from others: through `export … from`, or imported and exported again. */
function handedOn(source, imports) {
  const through = new Map(
    imports.filter(({ local }) => local.startsWith('export ')).map((link) => [link.local.slice(7), link]),
  );
  const exports = source.statements.filter((s) => ts.isExportDeclaration(s) && !s.moduleSpecifier && s.exportClause);
  for (const { exportClause } of exports)
    for (const { name, propertyName } of exportClause.elements) {
      const link = imports.find(({ local }) => local === (propertyName ?? name).text);
      if (link) through.set(name.text, link);
    }
  return through;
}

/** What was read of modules, by their text: trees that differ little are read twice in little time. */
const parsed = new Map();

/** A module without types and comments. */
function readModule(file, dependencies) {
  const text = readFileSync(file, 'utf8');
  if (!parsed.has(text)) parsed.set(text, parseModule(text, dependencies));
  return { file, ...parsed.get(text) };
}

function parseModule(text, dependencies) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const { outputText } = ts.transpileModule(text, { compilerOptions: { ...options, removeComments: true } });
  const source = ts.createSourceFile('module.js', outputText, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const imports = importsOf(source);
  const body = source.statements.filter((statement) => statement.moduleSpecifier === undefined);
  return {
    imports,
    through: handedOn(source, imports),
    packages: packagesOf(source, imports, dependencies),
    hash: sha256(body.map(syntaxText).join('\n')),
    isOutside: text.slice(0, text.indexOf('*/')).includes(OUTSIDE),
  };
}

/** The modules that an entry reaches, by file, each with the modules in which what it imports is defined. */
function reach(entry, dependencies) {
  const read = new Map();
  const moduleAt = (file) => read.get(file) ?? read.set(file, readModule(file, dependencies)).get(file);
  /** The modules in which a name of a module is defined; `*` stands for all of its names. */
  const definedIn = (file, name) => {
    const { through } = moduleAt(file);
    if (name === '*' && through.size > 0)
      return [file, ...[...through.keys()].flatMap((each) => definedIn(file, each).filter((other) => other !== file))];
    const link = through.get(name);
    return link?.from.startsWith('.') ? definedIn(sourceOf(link.from, file), link.name) : [file];
  };
  const reached = new Map();
  const pending = [entry];
  for (let file = pending.pop(); file; file = pending.pop()) {
    const module = moduleAt(file);
    if (reached.has(file) || module.isOutside) continue;
    const links = module.imports
      .filter(({ from }) => from.startsWith('.'))
      .flatMap(({ from, name, local }) =>
        definedIn(sourceOf(from, file), name).map((target) => ({ name, local, target: moduleAt(target) })),
      );
    reached.set(file, { ...module, links });
    pending.push(...links.map(({ target }) => target.file));
  }
  return [...reached.values()];
}

/**
 * The version of the numerical code of a source tree.
 *
 * @param {string} src absolute path of the sources
 * @param {string} packageFile the package.json that pins what they use
 * @returns {{version: string, packages: object, modules: object}} the version, 16 hex digits; what it is made of, for
 * people: versions of packages, hashes of modules
 */
export function numericsOf(src = join(ROOT, 'src'), packageFile = join(ROOT, 'package.json')) {
  const { dependencies } = JSON.parse(readFileSync(packageFile, 'utf8'));
  const reached = reach(join(src, ENTRY), dependencies);
  const names = [...new Set(reached.flatMap(({ packages }) => packages))].sort();
  const packages = Object.fromEntries(names.map((name) => [name, dependencies[name]]));
  const lines = reached.map(({ hash, links }) => {
    const imports = links.map(({ local, name, target }) => `${local}=${name}@${target.isOutside ? '' : target.hash}`);
    return `${hash} ${imports.sort().join(' ')}`;
  });
  const version = sha256([...lines.sort(), JSON.stringify(packages)].join('\n')).slice(0, 16);
  const pathOf = (file) => relative(src, file).split(sep).join('/');
  const modules = reached.map(({ file, hash }) => [pathOf(file), hash.slice(0, 16)]);
  return { version, packages, modules: Object.fromEntries(modules.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * Writes the version beside a library.
 *
 * @param {string} file for instance `dist/numerics.json`
 * @param {string} [src] absolute path of the sources
 */
export function writeNumerics(file, src) {
  writeFileSync(file, `${JSON.stringify(numericsOf(src), null, 1)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [src = join(ROOT, 'src')] = process.argv.slice(2);
  console.log(JSON.stringify(numericsOf(resolve(src)), null, 1));
}
