/**
 * Settings as plain values: every name must exist, every value is in its range.
 *
 * @outsideNumerics it checks what was asked for
 */

import { z } from 'zod';
import { didYouMean } from './didYouMean.js';

/**
 * The form of settings whose every name must exist.
 *
 * @param what one of them, for the error, for instance `knob`
 * @param entries form of each entry, by name
 * @returns the form, for {@link checkSettings}
 */
export function strictSettings<Entries extends z.core.$ZodLooseShape>(what: string, entries: Entries) {
  const names = Object.keys(entries);
  const unknown = (name: string) =>
    `There is no ${what} '${name}'; there are ${names.join(', ')}.${didYouMean(name, names)}`;
  return z.strictObject(entries, {
    error: ({ code, keys }) => (code === 'unrecognized_keys' ? (keys as string[]).map(unknown).join('\n') : undefined),
  });
}

/**
 * What is wrong with settings, a line for each fault.
 *
 * @param issues what a check found
 * @param where what is checked, for instance `knobs`; the path of each fault follows it
 * @returns lines such as `knobs: lambda is -3; it must be a number in (0, 1] …`
 */
export function settingsFaults(issues: readonly z.core.$ZodIssue[], where: string): string {
  const line = ({ path, message }: z.core.$ZodIssue) => {
    if (message.startsWith('There is no')) return message;
    const said = message.replace(/^Invalid input: expected (\w+), received (\w+)$/, 'is $2; it must be an $1');
    return `${path.length > 0 ? `${where}: ${path.join('.')}` : where} ${said}.`;
  };
  return issues.map(line).join('\n');
}

/**
 * Fails on settings that cannot be meant.
 *
 * @param form from {@link strictSettings}
 * @param value the settings
 * @param where what is checked, for the error, for instance `knobs`
 * @throws RangeError naming every entry that does not exist or is out of its range, what it is, what it must be
 */
export function checkSettings(form: z.ZodType, value: unknown, where: string): void {
  const { error } = form.safeParse(value);
  if (error) throw new RangeError(settingsFaults(error.issues, where));
}
