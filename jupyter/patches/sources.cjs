/** From compiled code back to what the reader wrote: every stack names the cell, or the file, and its line and column. */
const { SourceMap } = require('node:module');

/** Compiled scripts by the name that V8 knows, and lines of text by the name that a stack shows. */
const scripts = new Map();
const texts = new Map();

/** Frames that a stack keeps: a call deep in the library must not push the cell off its end. */
const STACK_DEPTH = 50;

/**
 * Remembers what the reader wrote.
 *
 * @param {string} name as stacks show it, for instance `cell [3]`
 * @param {string} text the source
 */
function rememberText(name, text) {
  texts.set(name, text.split(/\r?\n/));
}

/**
 * The lines that the reader wrote under a name.
 *
 * @param {string} name as in a stack
 * @returns {string[] | undefined} the lines; undefined for a file that was not compiled here
 */
function linesOf(name) {
  return texts.get(name);
}

/**
 * Remembers a compiled script.
 *
 * @param {string} script its name in V8
 * @param {object} source what it was compiled from
 * @param {string} source.name name of a text that is remembered
 * @param {string} source.code the compiled code
 * @param {object[]} source.maps source maps from the code to the text, one after the other
 * @param {number} [source.above] lines that the script has above the code
 * @param {number} [source.lead] lines that the compiler saw above the text
 * @param {(line: number, column: number) => number} [source.columnOf] from the compiler's columns to the text's
 */
function rememberScript(script, { name, code, maps, above = 0, lead = 0, columnOf = (_, column) => column }) {
  const compiled = code.split('\n');
  let parsed;
  const origin = (line, column) => {
    const row = compiled[line - 1 - above];
    // The call that tslab puts around a cell, and what it adds to it, is nobody's line.
    if (row === undefined) return undefined;
    let at = { originalLine: line - 1 - above, originalColumn: startOfCall(row, column - 1) };
    parsed ??= maps.map((map) => new SourceMap(map));
    for (const map of parsed) at = map.findEntry(at.originalLine, at.originalColumn);
    const found = at.originalLine - lead;
    if (!(found >= 0 && found < linesOf(name).length)) return undefined;
    return { line: found + 1, column: columnOf(found, at.originalColumn) + 1 };
  };
  scripts.set(script, { name, origin });
}

// `name(…)` of an import becomes `(0, module.name)(…)`, and V8 places such a call at its second parenthesis.
function startOfCall(row, column) {
  const callee = row[column] === '(' && /\(0, [\w$.]+\)$/.exec(row.slice(0, column));
  return callee ? callee.index : column;
}

/** Makes every stack from now on speak of the reader's own lines. */
function mapStacks() {
  Error.stackTraceLimit = STACK_DEPTH;
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites.map(frameText);
    // What lies below a cell is the kernel.
    const end = frames.indexOf(undefined);
    const shown = end < 0 ? frames : frames.slice(0, end);
    return [headerOf(error), ...shown.map((frame) => `    at ${frame}`)].join('\n');
  };
}

function headerOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

function frameText(site) {
  const file = site.getScriptNameOrSourceURL();
  const script = scripts.get(file);
  if (!script) return String(site);
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  const at = script.origin(line, column);
  if (!at) return undefined;
  const place = `${script.name}:${at.line}:${at.column}`;
  // tslab keeps the variables of all cells in one object, which would stand before every function's name.
  return String(site)
    .replace(`${file}:${line}:${column}`, place)
    .replace(/^(async |new )?(?:Object|Proxy|exports)\.(?=\w)/, '$1');
}

module.exports = { linesOf, mapStacks, rememberScript, rememberText };
