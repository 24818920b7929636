/** Pictures as data, so that a page needs no file beside it. */

import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { escapeHtml } from '../cell/escapeHtml.js';
import { joinText } from '../document/notebookFile.js';

/** Where the pictures of a text are. */
export interface PicturePlace {
  /** Folders that a relative path may start from, the first that has the file counts. */
  readonly folders: readonly string[];
  /** Pictures that were pasted into the cell: by name, by MIME type, in base64. */
  readonly attachments?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/**
 * A picture as an element. One that lies elsewhere in the web becomes a link to it; one that is not found says so.
 *
 * @param source a path, `attachment:name`, a data URI or an address
 * @param alt what it shows
 * @param place where pictures are
 * @returns HTML that needs nothing from outside
 */
export function pictureHtml(source: string, alt: string, place: PicturePlace): string {
  const data = pictureData(source, place);
  if (data) return `<img alt="${escapeHtml(alt)}" src="${escapeHtml(data)}">`;
  return missingPicture(source, alt);
}

/**
 * Puts the pictures of a piece of HTML into it.
 *
 * @param html what a reader wrote, or a cell showed
 * @param place where pictures are
 * @returns the same HTML with data in place of paths
 */
export function embedPictures(html: string, place: PicturePlace): string {
  return html.replace(/<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>/gi, (tag, double, single) => {
    const source = unescapeAmpersands(double ?? single);
    const data = pictureData(source, place);
    const alt = /\salt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
    if (!data) return missingPicture(source, alt?.[1] ?? alt?.[2] ?? '');
    return tag.replace(/(\ssrc\s*=\s*)(?:"[^"]*"|'[^']*')/i, (_, start) => `${start}"${escapeHtml(data)}"`);
  });
}

const unescapeAmpersands = (text: string) => text.replace(/&amp;/g, '&');

function missingPicture(source: string, alt: string): string {
  if (/^(?:https?:)?\/\//i.test(source)) return `<a href="${escapeHtml(source)}">${escapeHtml(alt || source)}</a>`;
  return `<span class="elsewhere">${escapeHtml(alt)} (picture ${escapeHtml(source)} not found)</span>`;
}

function pictureData(source: string, place: PicturePlace): string | undefined {
  if (/^data:image\//i.test(source)) return source;
  const name = decoded(source);
  if (name.startsWith('attachment:')) return attached(place.attachments?.[name.slice('attachment:'.length)]);
  const path = name.replace(/[?#].*$/, '');
  const type = TYPES[extname(path).toLowerCase()];
  if (!type || /^[a-z][\w+.-]+:/i.test(name)) return undefined;
  const file = place.folders.map((folder) => resolve(folder, path)).find((candidate) => existsSync(candidate));
  return file && `data:${type};base64,${readFileSync(file).toString('base64')}`;
}

function attached(bundle: Readonly<Record<string, unknown>> = {}): string | undefined {
  const [type, data] = Object.entries(bundle).find(([mime]) => mime.startsWith('image/')) ?? [];
  const text = joinText(data).trim();
  if (!type || !text) return undefined;
  const base64 = text.startsWith('<') ? Buffer.from(text).toString('base64') : text.replace(/\s/g, '');
  return `data:${type};base64,${base64}`;
}

function decoded(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}
