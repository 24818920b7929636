/** Checks at the entrance of the statistics: a NaN or an empty sample must never become a number in a table. */

/** Throws unless `values` holds at least `minimum` numbers, all finite. */
export function checkSample(caller: string, values: readonly number[], minimum = 1): void {
  if (values.length < minimum)
    throw new RangeError(
      `${caller}: needs at least ${minimum} value${minimum === 1 ? '' : 's'}, got ${values.length}. ` +
        (values.length === 0 ? 'Were all runs filtered out?' : 'Add runs (seeds): episodes of one run do not count.'),
    );
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(
      `${caller}: value ${bad} is ${values[bad]}. Crashed runs are listed beside a statistic, not fed into it: ` +
        'filter them and report how many there were.',
    );
}

/** Throws unless `level` is a coverage or a probability strictly between 0 and 1. */
export function checkLevel(caller: string, level: number): void {
  if (!(level > 0 && level < 1))
    throw new RangeError(`${caller}: level must lie strictly between 0 and 1 (0.95 for 95 %), got ${level}.`);
}

/** Throws unless `count` is an integer of at least `minimum`. */
export function checkCount(caller: string, what: string, count: number, minimum: number): void {
  if (!Number.isInteger(count) || count < minimum)
    throw new RangeError(`${caller}: ${what} must be an integer of at least ${minimum}, got ${count}.`);
}
