/** tslab loses `{ name }` when `name` was declared in an earlier cell; `{ name: name }` says the same and works. */

/**
 * Writes shorthand properties out.
 *
 * tslab turns a variable of an earlier cell into `exports.variable`, and looks at what an identifier refers to; that of
 * a shorthand property refers to the property. Without this the cell stops with "name is not defined".
 *
 * @param {typeof import('typescript')} ts tslab's TypeScript
 * @param {string} source a cell
 * @returns {string} the same program, on the same lines
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
  for (const name of names.reverse()) text = `${text.slice(0, name.end)}: ${name.text}${text.slice(name.end)}`;
  return text;
}

module.exports = { expandShorthand };
