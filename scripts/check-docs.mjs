/**
 * Checks that every public symbol is documented and that the source tree keeps its shape.
 *
 *   node scripts/check-docs.mjs [ROOT]
 *
 * Public is what src/index.ts or a folder's index.ts exports. Each needs a sentence; a function also needs @param for
 * each parameter and @returns; a class, a sentence for each public method. See scripts/checks for the details.
 */

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { documentationFaults } from './checks/documentation.mjs';
import { structureFaults } from './checks/structure.mjs';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const src = join(root, 'src');

/** The faces: src/index.ts and each folder's index.ts. */
function faces() {
  const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [src, ...folders.map(({ name }) => join(src, name))].map((at) => join(at, 'index.ts')).filter(existsSync);
}

/** The program over all of src, with the project's own options. */
function loadProgram() {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = ts.sys.readDirectory(src, ['.ts']);
  return ts.createProgram(files, options);
}

/** What a module exports, aliases resolved; a namespace (`export * as name`) counts as what is in it. */
function publicSymbols(module) {
  if (!module) return [];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return symbol.flags & ts.SymbolFlags.ValueModule ? publicSymbols(symbol) : [symbol];
  });
}

/** Where a symbol is declared, for a person to click. */
function placeOf(symbol) {
  const declaration = symbol.declarations?.[0];
  if (!declaration) return 'src';
  const source = declaration.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(declaration.getStart());
  return `${relative(root, source.fileName)}:${line + 1}`;
}

const program = loadProgram();
const checker = program.getTypeChecker();
const isOurs = (source) => !source.isDeclarationFile && !relative(src, source.fileName).startsWith('..');

const symbols = new Set(
  faces().flatMap((face) => publicSymbols(checker.getSymbolAtLocation(program.getSourceFile(face)))),
);
const ours = [...symbols].filter((symbol) => symbol.declarations?.every((d) => isOurs(d.getSourceFile())));
const undocumented = ours
  .map((symbol) => ({ symbol, faults: documentationFaults(symbol, checker) }))
  .filter(({ faults }) => faults.length > 0);
for (const { symbol, faults } of undocumented) console.error(`${placeOf(symbol)} ${symbol.name}: ${faults.join('; ')}`);

const misplaced = program
  .getSourceFiles()
  .filter(isOurs)
  .flatMap((source) => structureFaults(source, src).map((fault) => `${relative(root, source.fileName)} ${fault}`));
for (const fault of misplaced) console.error(fault);

if (undocumented.length === 0 && misplaced.length === 0) {
  console.log(`docs: ${ours.length} public symbols, all documented`);
} else {
  console.log(
    `docs: ${ours.length} public symbols, ${undocumented.length} undocumented, ${misplaced.length} misplaced`,
  );
  process.exitCode = 1;
}
