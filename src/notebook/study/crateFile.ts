import type { Entity } from './crateEntity.js';

/** A file of the crate. */
export interface CrateFile {
  readonly path: string;
  readonly bytes: number;
  /** Of its contents, in hexadecimal digits. */
  readonly sha256: string;
}

/** By the ends of their names: media type, and what such a file is. */
const KINDS: Readonly<Record<string, readonly [type: string, text: string]>> = {
  bib: ['application/x-bibtex', 'How the study is cited, for BibTeX'],
  cff: ['application/yaml', 'How the study is cited, in the Citation File Format'],
  css: ['text/css', 'Style of the pages'],
  csv: ['text/csv', 'The numbers of a figure'],
  html: ['text/html', 'A page of the site'],
  ipynb: ['application/x-ipynb+json', 'An executed notebook'],
  js: ['text/javascript', 'A script of the pages'],
  json: ['application/json', 'Recorded runs in columns'],
  md: ['text/markdown', 'What the folder is'],
  mjs: ['text/javascript', 'Computes the study again and compares'],
  pdf: ['application/pdf', 'A page for paper'],
  ts: ['text/x-typescript', 'A module that a notebook imports or names parts of'],
  svg: ['image/svg+xml', 'A figure'],
  tgz: ['application/gzip', 'The library that the study was computed with'],
  woff2: ['font/woff2', 'A font of formulas'],
  yml: ['application/yaml', 'Publishes the folder on GitHub Pages'],
};

/**
 * A file as the crate describes it.
 *
 * @param file path, size and hash
 * @returns an entity
 */
export function fileEntity({ path, bytes, sha256 }: CrateFile): Entity {
  const [encodingFormat, description] = KINDS[path.slice(path.lastIndexOf('.') + 1)] ?? [];
  return {
    '@id': encodeURI(path),
    '@type': 'File',
    name: path,
    contentSize: String(bytes),
    sha256,
    ...(encodingFormat ? { encodingFormat, description } : {}),
  };
}
