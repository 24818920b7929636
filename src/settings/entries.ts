/**
 * Entries of settings: numbers in an interval, names to choose from. Each says what came and what was expected.
 *
 * @outsideNumerics it checks what was asked for
 */

import { z } from 'zod';
import { didYouMean } from './didYouMean.js';

/** A value in an error, short, with texts in quotation marks. */
const shown = (value: unknown): string =>
  (typeof value === 'string'
    ? JSON.stringify(value)
    : typeof value === 'object'
      ? `${JSON.stringify(value)}`
      : String(value)
  ).slice(0, 60);

/**
 * A value in a word, with what it is made of.
 *
 * @param value anything
 * @returns for instance `an object of name, init`, `a list`, `a function`
 */
export function kindText(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  return Array.isArray(value) ? 'a list' : `an object of ${Object.keys(value).join(', ') || 'nothing'}`;
}

/** What a value should have been, after what it is. */
function expected(input: unknown, wanted: string): string {
  if (input === undefined) return `is missing; it must be ${wanted}`;
  const quoted = typeof input === 'string' && Number.isFinite(Number(input)) && input.trim() !== '';
  return `is ${shown(input)}; it must be ${wanted}${quoted ? `: write ${Number(input)}, without quotation marks` : ''}`;
}

/** The numbers of an interval in mathematical notation, `[0, 1)`. */
function bounds(interval: string): (value: number) => boolean {
  const [, open, low, high, close] = /^([[(])(\S+), (\S+)([\])])$/.exec(interval)!;
  const number = (text: string) => (text.endsWith('∞') ? Number(text.replace('∞', 'Infinity')) : Number(text));
  const [from, to] = [number(low!), number(high!)];
  return (value) => (open === '[' ? value >= from : value > from) && (close === ']' ? value <= to : value < to);
}

/**
 * A number in an interval.
 *
 * @param interval for instance `(0, 1]` or `[0, ∞)`; infinity itself is never a number here
 * @param unit what it counts, for the error, for instance `per chunk`
 * @returns the entry's form
 */
export function numberIn(interval: string, unit: string) {
  const inside = bounds(interval);
  return z.custom<number>((value) => typeof value === 'number' && Number.isFinite(value) && inside(value), {
    error: ({ input }) => expected(input, `a number in ${interval}, ${unit}`),
  });
}

/**
 * An integer that is at least as large as a bound.
 *
 * @param least the smallest that may be
 * @param unit what it counts, for the error, for instance `chunk transitions`
 * @returns the entry's form
 */
export function integerFrom(least: number, unit: string) {
  return z.custom<number>((value) => Number.isSafeInteger(value) && (value as number) >= least, {
    error: ({ input }) => expected(input, `an integer of at least ${least}, ${unit}`),
  });
}

/**
 * One of some names.
 *
 * @param what for the error, for instance `normalizer`
 * @param names what there is to choose from
 * @param orElse what may stand in place of a name; nothing by default
 * @returns the entry's form
 */
export function oneOf<const Name extends string, Other = never>(
  what: string,
  names: readonly Name[],
  orElse: (value: unknown) => value is Other = (_): _ is Other => false,
) {
  return z.custom<Name | Other>((value) => names.includes(value as Name) || orElse(value), {
    error: ({ input }) =>
      `There is no ${what} ${typeof input === 'string' ? `'${input}'` : shown(input)}; there are ${names.join(', ')}.` +
      didYouMean(String(input), names),
  });
}

/** A name. */
export const nameForm = z.custom<string>(
  (value) => typeof value === 'string' && value !== '',
  'must be a text that is not empty',
);

/** A function. */
export const functionForm = z.custom<(...inputs: never[]) => unknown>((value) => typeof value === 'function', {
  error: ({ input }) =>
    input === undefined ? 'must be a function' : `is ${input === null ? 'null' : typeof input}; it must be a function`,
});
