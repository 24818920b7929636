/** Values as short text, for tables. */

/** Items of a list, and levels of lists in lists, that are written out. */
const ITEMS = 8;
const LEVELS = 3;

/**
 * The default text of a value.
 *
 * @param value anything
 * @returns integers with thousands marks, other numbers with 3 significant digits, `–` for null, undefined and NaN;
 * lists, maps and records in brackets with what they hold, cut after 8 items
 */
export function formatValue(value: unknown): string {
  return formatted(value, LEVELS);
}

function formatted(value: unknown, levels: number): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'bigint') return value.toLocaleString('en');
  if (typeof value === 'function') return `[function ${value.name || 'without a name'}]`;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  return formatObject(value, levels);
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  // Beyond this a number no longer counts anything, and its digits would fill the line.
  if (size >= 1e15) return String(Number(value.toPrecision(3)));
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return size >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}

function formatObject(value: object, levels: number): string {
  if (levels === 0) return '…';
  const inner = (item: unknown) => formatted(item, levels - 1);
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)))
    return `[${firstOf(Array.from(value as ArrayLike<unknown>).map((item) => () => inner(item)))}]`;
  if (value instanceof Set) return `{${firstOf([...value].map((item) => () => inner(item)))}}`;
  const ownText = value.toString;
  if (typeof ownText === 'function' && !(value instanceof Map) && ownText !== Object.prototype.toString)
    return String(value);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return `{${firstOf(
    entries.map(
      ([name, item]) =>
        () =>
          `${inner(name)}: ${inner(item)}`,
    ),
  )}}`;
}

function firstOf(texts: readonly (() => string)[]): string {
  const shown = texts.slice(0, ITEMS).map((text) => text());
  return [...shown, ...(texts.length > ITEMS ? [`… ${texts.length - ITEMS} more`] : [])].join(', ');
}
