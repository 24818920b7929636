/** What tslab compiles, followed: texts and source maps are kept, so that errors can name the reader's own lines. */
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { takeMaps } = require('./compiler.cjs');
const { expandShorthand } = require('./shorthand.cjs');
const { rememberScript, rememberText } = require('./sources.cjs');

/**
 * Wraps tslab's converter in place.
 *
 * @param {typeof import('typescript')} ts tslab's TypeScript
 * @param {object} converter tslab's converter
 * @param {string} root folder that tslab compiles in
 * @param {() => {number: number, name: string, diagnostics: object[]}} currentCell the cell that is compiled
 */
function followConverter(ts, converter, root, currentCell) {
  const { convert, addModule } = converter;
  converter.convert = (declarations, source) => {
    const cell = currentCell();
    const { text, columnOf, awaits } = expandShorthand(ts, source);
    rememberText(cell.name, source);
    const converted = convert(declarations, text);
    cell.diagnostics = converted.diagnostics.map((found) => (found.fileName ? found : moved(found, columnOf)));
    for (const file of converted.sideOutputs ?? []) rememberFile(root, file);
    if (!converted.output) return converted;
    const script = `dawnlab-cell-${cell.number}.ts`;
    const code = converted.output;
    rememberScript(script, { name: cell.name, code, maps: takeMaps(code), above: 1, lead: 1, columnOf });
    const hasToplevelAwait = converted.hasToplevelAwait || awaits;
    return { ...converted, hasToplevelAwait, output: `\n${code}\n//# sourceURL=${script}` };
  };
  converter.addModule = (name, source, meta) => {
    rememberText(`${name}.ts`, source);
    const diagnostics = addModule(name, source, meta);
    currentCell().diagnostics = diagnostics.map((found) => ({ fileName: `${name}.ts`, ...found }));
    return diagnostics;
  };
}

function moved(found, columnOf) {
  const { line, character } = found.start;
  return { ...found, start: { line, character: columnOf(line, character) } };
}

/** A file that a cell imports. A module that was written in a cell lies nowhere, and has tslab's line above it. */
function rememberFile(root, { path: script, data: code }) {
  const stem = script.replace(/\.js$/, '');
  const file = ['.ts', '.tsx', '.js', '.jsx'].map((ending) => stem + ending).find((candidate) => existsSync(candidate));
  const name = path.relative(root, file ?? `${stem}.ts`);
  if (file) rememberText(name, readFileSync(file, 'utf8'));
  rememberScript(script, { name, code, maps: takeMaps(code), lead: file ? 0 : 1 });
}

module.exports = { followConverter };
