/** What to do about what the compiler found: names of cells that failed, of which tslab keeps nothing, and files that lie above. */
const { linesOf } = require('./sources.cjs');

/**
 * Says where missing names are declared.
 *
 * @param {{messageText: string}[]} diagnostics what the compiler found
 * @param {string[]} failed names of the cells that failed, the newest last
 * @returns {string[]} a sentence for each name that a failed cell declares
 */
function missingNames(diagnostics, failed) {
  const names = new Set(
    diagnostics.flatMap(({ messageText }) => /^Cannot find name '([\w$]+)'/.exec(messageText)?.[1] ?? []),
  );
  return [...names].flatMap((name) => {
    const cell = failed.findLast((candidate) => declares(linesOf(candidate)?.join('\n') ?? '', name));
    return cell ? [`${name} is declared in ${cell}, which failed: run that cell again.`] : [];
  });
}

const FROM_ABOVE =
  "A cell imports TypeScript from its notebook's folder and below. What lies above is taken as a part, '../mine.ts#agent', or " +
  'as a package.';

/**
 * Says what may be imported from where.
 *
 * @param {{messageText: string}[]} diagnostics what the compiler found
 * @returns {string[]} a sentence where a source lies above the notebook's folder
 */
function importsFromAbove(diagnostics) {
  return diagnostics.some(({ messageText }) => /is not under 'rootDir'/.test(messageText)) ? [FROM_ABOVE] : [];
}

function declares(text, name) {
  const escaped = name.replaceAll('$', '\\$');
  return new RegExp(
    `\\b(?:const|let|var|class|function|enum|type|interface|import)\\b[^=;()]*?[\\s,{[]${escaped}(?![\\w$])`,
  ).test(text);
}

module.exports = { importsFromAbove, missingNames };
