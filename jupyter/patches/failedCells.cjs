/** Names that later cells miss because the cell that declares them failed: tslab keeps nothing of such a cell. */
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

function declares(text, name) {
  const escaped = name.replaceAll('$', '\\$');
  return new RegExp(
    `\\b(?:const|let|var|class|function|enum|type|interface|import)\\b[^=;()]*?[\\s,{[]${escaped}(?![\\w$])`,
  ).test(text);
}

module.exports = { missingNames };
