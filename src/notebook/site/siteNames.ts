import { escapeHtml } from '../cell/escapeHtml.js';
import type { NotebookHtml } from '../publish/notebookHtml.js';

/** What all pages of a site share. */
export interface SiteFrame {
  readonly title: string;
  /** The notebooks, in their order. */
  readonly parts: readonly NotebookHtml[];
}

/** A written file of a site, its path from the folder. */
export interface SiteFile {
  readonly path: string;
  readonly contents: Uint8Array | string;
}

/**
 * The file of a notebook's page; `index` is the start page.
 *
 * @param id the notebook's id
 * @returns for instance `08-dawn.html`
 */
export function pageFile(id: string): string {
  return `${id === 'index' ? 'index-notebook' : id}.html`;
}

/**
 * A link.
 *
 * @param href address
 * @param text plain text
 * @param more attributes, for instance `download`
 * @returns HTML
 */
export function linkHtml(href: string, text: string, more = ''): string {
  return `<a href="${escapeHtml(href)}"${more ? ` ${more}` : ''}>${escapeHtml(text)}</a>`;
}
