/** tslab loses `{ name }` when `name` was declared in an earlier cell; `{ name: name }` says the same and works. */

/**
 * Writes shorthand properties out.
 *
 * tslab turns a variable of an earlier cell into `exports.variable`, and looks at what an identifier refers to; that of
 * a shorthand property refers to the property. Without this the cell stops with "name is not defined".
 *
 * @param {typeof import('typescript')} ts tslab's TypeScript
 * @param {string} source a cell
 * @returns {{text: string, columnOf: (line: number, column: number) => number}} the same program, on the same lines,
 * and from its columns to those of the source; lines and columns count from 0
 */
function expandShorthand(ts, source) {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true);
  const names = [];
  const visit = (node) => {
    if (ts.isShorthandPropertyAssignment(node)) names.push(node.name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  let text = source;
  for (const name of names.toReversed()) text = `${text.slice(0, name.end)}: ${name.text}${text.slice(name.end)}`;
  const added = names.map((name) => ({
    ...file.getLineAndCharacterOfPosition(name.end),
    length: name.text.length + 2,
  }));
  return { text, columnOf: (line, column) => columnBefore(added, line, column) };
}

/** What was added on a line before a column is taken off; a place within it is the end of the name. */
function columnBefore(added, line, column) {
  let original = column;
  for (const { line: at, character, length } of added)
    if (at === line && original > character) original -= Math.min(length, original - character);
  return original;
}

module.exports = { expandShorthand };
