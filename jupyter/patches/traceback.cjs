/** What a failed cell shows: the error, the reader's own lines that led to it, and nothing of what lies between. */
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { format, types } = require('node:util');
const { linesOf } = require('./sources.cjs');

const ROOT = path.resolve(__dirname, '..', '..');
const LINE_WIDTH = 100;

/**
 * An error as content of the Jupyter `error` message.
 *
 * @param {unknown} thrown what was thrown, or what a promise was rejected with
 * @param {string} cell name of the cell that failed, for instance `cell [3]`
 * @returns {{ename: string, evalue: string, traceback: string[]}} the content
 */
function errorContent(thrown, cell) {
  if (!isError(thrown)) {
    const text = format(thrown);
    return { ename: 'Thrown', evalue: text, traceback: [`Thrown: ${text}`, `    in ${cell}`, ...noPlace(thrown)] };
  }
  const traceback = describe(thrown, cell);
  return { ename: String(thrown.name), evalue: String(thrown.message), traceback };
}

/**
 * What the compiler found as content of the Jupyter `error` message.
 *
 * @param {{fileName?: string, start: {line: number, character: number}, messageText: string}[]} diagnostics from tslab
 * @param {string} cell name of the cell
 * @returns {{ename: string, evalue: string, traceback: string[]}} the content
 */
function diagnosticsContent(diagnostics, cell) {
  const texts = diagnostics.map(({ fileName = cell, start, messageText }) => {
    const place = { name: fileName, line: start.line + 1, column: start.character + 1 };
    return { place, text: `${fileName}:${place.line}:${place.column} - ${messageText}` };
  });
  const traceback = texts.flatMap(({ place, text }, i) => {
    const next = texts[i + 1]?.place;
    // One fault may need several sentences; its line is shown below the last.
    const isLast = next?.line !== place.line || next?.column !== place.column;
    return [text, ...(isLast ? excerpt(place) : [])];
  });
  return { ename: 'TypeScript', evalue: texts[0].text, traceback };
}

const isError = (value) => value instanceof Error || types.isNativeError(value);

function noPlace(thrown) {
  return [`Only an Error knows the line it comes from: throw new Error(${JSON.stringify(format(thrown))}).`];
}

function describe(error, cell, isCause = false) {
  const causes = [
    ...(error.cause === undefined ? [] : [error.cause]),
    ...(error.errors?.[Symbol.iterator] ? error.errors : []),
  ];
  return [
    `${isCause ? 'caused by ' : ''}${error.name}: ${error.message}`,
    ...frameLines(framesOf(error), cell),
    ...causes.flatMap((cause) => (isError(cause) ? describe(cause, cell, true) : [`caused by ${format(cause)}`])),
  ];
}

function framesOf({ stack }) {
  const lines = String(stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return lines.map((line) => {
    const at = /(?:\(|at (?:async )?)([^()]+):(\d+):(\d+)\)?$/.exec(line);
    const name = at?.[1].startsWith('file:') ? fileURLToPath(at[1]) : at?.[1];
    return { text: line.trimEnd(), inside: insideOf(name), name, line: Number(at?.[2]), column: Number(at?.[3]) };
  });
}

/** The package that a frame belongs to; undefined for the reader's own code, '' for the kernel and the language. */
function insideOf(name) {
  if (name === undefined) return '';
  if (/^node:/.test(name)) return 'Node.js';
  if (linesOf(name)) return undefined;
  const own = path.relative(ROOT, name).split(path.sep);
  if (own[0] === 'jupyter') return '';
  if (own[0] === 'dist') return 'dawnlab';
  const found = /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(name)?.[1];
  return found === 'tslab' ? '' : found;
}

/** The reader's frames with the lines of the first and of the first in the failed cell; the others folded. */
function frameLines(frames, cell) {
  const own = frames.filter(({ inside }) => inside === undefined);
  if (own.length === 0)
    return [...frames.filter(({ inside }) => inside !== '').map(({ text }) => text), `    in ${cell}`];
  const shown = new Set([own[0], own.find(({ name }) => name === cell)]);
  const lines = [];
  for (let at = 0; at <= frames.lastIndexOf(own[own.length - 1]); at++) {
    const frame = frames[at];
    let end = at;
    while (sameFold(frames[end + 1], frame)) end++;
    const rest = end - at;
    if (frame.inside === undefined) {
      lines.push(`    ${frame.text.trim()}`, ...(shown.has(frame) ? excerpt(frame) : []));
      if (rest > 0) lines.push(`    … ${rest} more of the same`);
    } else {
      const names = [...new Set(frames.slice(at, end + 1).map(({ inside }) => inside))].filter(Boolean);
      if (names.length > 0) lines.push(`    … ${rest + 1} ${rest > 0 ? 'frames' : 'frame'} inside ${names.join(', ')}`);
    }
    at = end;
  }
  return lines;
}

/** Frames outside the reader's code are one fold; of the reader's own only repeated ones are. */
function sameFold(next, frame) {
  if (next === undefined || (next.inside === undefined) !== (frame.inside === undefined)) return false;
  return frame.inside !== undefined || next.text === frame.text;
}

/** A line with a caret below the column; a long line is cut on both sides. */
function excerpt({ name, line, column }) {
  const lines = linesOf(name) ?? fileLines(name);
  const text = lines?.[line - 1];
  if (text === undefined) return [];
  const start = Math.max(0, Math.min(column - 1 - LINE_WIDTH / 2, text.length - LINE_WIDTH));
  const cut = text.slice(start, start + LINE_WIDTH).replaceAll('\t', ' ');
  const [before, after] = [start > 0 ? '…' : '', start + LINE_WIDTH < text.length ? '…' : ''];
  const number = String(line).padStart(8);
  const caret = ' '.repeat(before.length + column - 1 - start);
  return [`${number} | ${before}${cut}${after}`, `${' '.repeat(8)} | ${caret}^`];
}

function fileLines(name) {
  const file = path.resolve(ROOT, name);
  return existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : undefined;
}

module.exports = { diagnosticsContent, errorContent };
