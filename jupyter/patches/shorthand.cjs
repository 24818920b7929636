/** What tslab misreads in a cell: names of properties that it takes for variables of an earlier one, and `await (…)`. */

/**
 * Writes shorthand properties out, and names of properties that are taken out of an object as strings.
 *
 * tslab turns a variable of an earlier cell into `exports.variable`, and looks at what an identifier refers to. That of a
 * shorthand property refers to the property: without this the cell stops with "name is not defined". That of a property in
 * a pattern, `for (const { name: x } of rows)`, refers to where an earlier cell declares it: the cell is no program any
 * more. And it takes `await (…)` outside of functions for the call of a function of that name.
 *
 * @param {typeof import('typescript')} ts tslab's TypeScript
 * @param {string} source a cell
 * @returns {{text: string, columnOf: (line: number, column: number) => number, awaits: boolean}} the same program, on the
 * same lines; from its columns to those of the source, which count from 0 as lines do; whether it awaits a bracket
 */
function expandShorthand(ts, source) {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true);
  const insertions = [];
  let awaits = false;
  const visit = (node, isTop) => {
    if (ts.isShorthandPropertyAssignment(node))
      insertions.push({ at: node.name.getStart(file), text: `'${node.name.text}': ` });
    const taken = takenName(ts, node);
    if (taken) for (const at of [taken.getStart(file), taken.end]) insertions.push({ at, text: "'" });
    if (isTop && ts.isCallExpression(node) && node.expression.getText(file) === 'await') awaits = true;
    ts.forEachChild(node, (child) => visit(child, isTop && !ts.isFunctionLike(child)));
  };
  visit(file, true);
  insertions.sort((a, b) => a.at - b.at);
  let text = source;
  for (const { at, text: more } of insertions.toReversed()) text = text.slice(0, at) + more + text.slice(at);
  const added = insertions.map(({ at, text: { length } }) => ({ ...file.getLineAndCharacterOfPosition(at), length }));
  return { text, columnOf: (line, column) => columnBefore(added, line, column), awaits };
}

/** The `name` of `{ name: x }` where that takes an object apart: in a declaration, or on the left of `=` or `of`. */
function takenName(ts, node) {
  if (ts.isBindingElement(node))
    return node.propertyName && ts.isIdentifier(node.propertyName) ? node.propertyName : undefined;
  return ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && isTarget(ts, node.parent)
    ? node.name
    : undefined;
}

function isTarget(ts, node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === node;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent)) &&
    isTarget(ts, ts.isPropertyAssignment(parent) ? parent.parent : parent)
  );
}

/** What was added on a line before a column is taken off; a place within it is where it was added. */
function columnBefore(added, line, column) {
  let original = column;
  for (const { line: at, character, length } of added)
    if (at === line && original > character) original -= Math.min(length, original - character);
  return original;
}

module.exports = { expandShorthand };
