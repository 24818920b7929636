/** Text and data inside HTML. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text for use in HTML content or in a double-quoted attribute.
 *
 * @param text any text
 * @returns the text with `& < > "` as entities
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/**
 * JSON for use inside a script element: `<` is written as an escape, so that no value can close the element.
 *
 * Typed arrays become plain arrays; NaN and infinities become null, as JSON has no word for them.
 *
 * @param value any JSON-like value
 * @returns JavaScript source of the value
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value, plainArrays)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

/**
 * A value as plain JSON data, for a message to the client.
 *
 * @param value any JSON-like value, typed arrays included
 * @returns a copy made of plain objects, arrays, numbers, strings, booleans and null
 */
export function plainJson(value: object): object {
  return JSON.parse(JSON.stringify(value, plainArrays)) as object;
}

/**
 * JavaScript source for use inside a script element.
 *
 * @param source a library's source
 * @returns the source, in which nothing closes the element, opens a comment that hides its end, or looks like broken text
 */
export function scriptSource(source: string): string {
  return source
    .replace(/<\/(script)/gi, '<\\/$1')
    .replace(/<!--/g, '<\\!--')
    .replaceAll('\uFFFD', '\\uFFFD');
}

function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float32Array) : value;
}
