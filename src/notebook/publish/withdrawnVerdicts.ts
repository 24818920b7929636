/** Verdicts that proved to be artefacts of their test: what they said, why that is withdrawn, what is said now. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { cellText, estimateText, type FoundVerdict } from './verdictPage.js';

const schema = z.array(
  z.strictObject({
    finding: z.string(),
    task: z.string(),
    /** The claim as it was judged. */
    claim: z.string(),
    /** The verdict with its numbers, as it was shown. */
    said: z.string(),
    /** Why that was no answer. */
    reason: z.string(),
    /** The claims that are judged in its place; their verdicts are looked up. */
    now: z.array(z.string()),
  }),
);

/** A verdict that is withdrawn. */
export type WithdrawnVerdict = z.infer<typeof schema>[number];

/**
 * Reads the list of withdrawn verdicts.
 *
 * @param file JSON
 * @returns the list, in the order of the file
 * @throws Error naming the file and the place when it is not such a list
 */
export function readWithdrawn(file: string): WithdrawnVerdict[] {
  const { data, error } = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (error) throw new Error(`${file} is no list of withdrawn verdicts: ${z.prettifyError(error)}`);
  return data;
}

/** The verdict that stands in the place of a withdrawn one; another finding may judge it on the same task. */
function successor({ finding, task }: WithdrawnVerdict, claim: string, verdicts: readonly FoundVerdict[]): string {
  const here = verdicts.filter((one) => one.task === task);
  const found = here.find((one) => one.claim === claim);
  if (!found)
    throw new Error(
      `A withdrawn verdict of ${finding} on ${task} names '${claim}' in its place, which no notebook judges. Judged are: ` +
        `${here.map((one) => one.claim).join(' | ') || 'none'}`,
    );
  return `**${found.verdict}**: ${cellText(claim)} ${estimateText(found)}`;
}

/**
 * Withdrawn verdicts as a Markdown table; what is said in their place comes from the verdicts that stand.
 *
 * @param withdrawn the list
 * @param verdicts what notebooks show now
 * @returns the table
 * @throws Error when a claim that stands in the place of a withdrawn one is judged nowhere
 */
export function withdrawnTable(withdrawn: readonly WithdrawnVerdict[], verdicts: readonly FoundVerdict[]): string {
  const head = ['finding', 'task', 'claim', 'what was said', 'why it is withdrawn', 'what is said now'];
  const rows = withdrawn.map((entry) => {
    const now = entry.now.map((claim) => successor(entry, claim, verdicts)).join('<br>') || 'nothing';
    return [entry.finding, entry.task, ...[entry.claim, entry.said, entry.reason].map(cellText), now];
  });
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
