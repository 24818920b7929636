/** Footnotes of a notebook: the note may stand in another cell than its mark. */

const DEFINITION = /^\[\^([^\]\s]+)\]:.*(?:\n(?!\s*\n|\[\^|#).+)*(?:\n+(?: {4}|\t).*)*/gm;

/**
 * The texts of a notebook, each with the notes that it marks: below it they are shown.
 *
 * @param texts Markdown of all cells
 * @returns the same texts, with notes of other cells at their ends
 */
export function withFootnotes(texts: readonly string[]): string[] {
  const notes = new Map(texts.flatMap((text) => [...text.matchAll(DEFINITION)].map((found) => [found[1]!, found[0]])));
  if (notes.size === 0) return [...texts];
  return texts.map((text) => {
    const own = new Set([...text.matchAll(DEFINITION)].map(([, label]) => label!));
    const marks = new Set([...text.matchAll(/\[\^([^\]\s]+)\](?!:)/g)].map(([, label]) => label!));
    const missing = [...marks].filter((label) => !own.has(label) && notes.has(label));
    return [text, ...missing.map((label) => notes.get(label)!)].join('\n\n');
  });
}
