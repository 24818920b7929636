/** What tslab misreads in a cell: `{ name }` where `name` was declared in an earlier one, and `await (…)`. */

/**
 * Writes shorthand properties out.
 *
 * tslab turns a variable of an earlier cell into `exports.variable`, and looks at what an identifier refers to; that of
 * a shorthand property refers to the property. Without this the cell stops with "name is not defined". And it takes
 * `await (…)` outside of functions for the call of a function of that name.
 *
 * @param {typeof import('typescript')} ts tslab's TypeScript
 * @param {string} source a cell
 * @returns {{text: string, columnOf: (line: number, column: number) => number, awaits: boolean}} the same program, on the
 * same lines; from its columns to those of the source, which count from 0 as lines do; whether it awaits a bracket
 */
function expandShorthand(ts, source) {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true);
  const names = [];
  let awaits = false;
  const visit = (node, isTop) => {
    if (ts.isShorthandPropertyAssignment(node)) names.push(node.name);
    if (isTop && ts.isCallExpression(node) && node.expression.getText(file) === 'await') awaits = true;
    ts.forEachChild(node, (child) => visit(child, isTop && !ts.isFunctionLike(child)));
  };
  visit(file, true);
  let text = source;
  for (const name of names.toReversed()) text = `${text.slice(0, name.end)}: ${name.text}${text.slice(name.end)}`;
  const added = names.map((name) => ({
    ...file.getLineAndCharacterOfPosition(name.end),
    length: name.text.length + 2,
  }));
  return { text, columnOf: (line, column) => columnBefore(added, line, column), awaits };
}

/** What was added on a line before a column is taken off; a place within it is the end of the name. */
function columnBefore(added, line, column) {
  let original = column;
  for (const { line: at, character, length } of added)
    if (at === line && original > character) original -= Math.min(length, original - character);
  return original;
}

module.exports = { expandShorthand };
