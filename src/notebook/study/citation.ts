/** How a study is cited. */

import type { Study, StudyAuthor } from './study.js';

/** The library that a study stands on, and the paper that it tries. */
const SOFTWARE = 'dawnlab: a literate laboratory for value learning in residual reinforcement learning';

/** A double-quoted scalar of YAML is a string of JSON. */
const quoted = (text: string) => JSON.stringify(text);

function cffAuthor({ given, family, orcid }: StudyAuthor): string[] {
  const lines = [
    `family-names: ${quoted(family)}`,
    ...(given ? [`given-names: ${quoted(given)}`] : []),
    ...(orcid ? [`orcid: ${quoted(orcid)}`] : []),
  ];
  return lines.map((line, i) => `  ${i === 0 ? '-' : ' '} ${line}`);
}

/**
 * A study's CITATION.cff, which GitHub and Zenodo read.
 *
 * @param study what it is
 * @param software version of dawnlab that it was made with
 * @returns YAML of Citation File Format 1.2.0
 */
export function citationCff({ title, authors, date, license, version, doi, url }: Study, software: string): string {
  return `${[
    'cff-version: 1.2.0',
    'message: If you use this study, please cite it.',
    'type: dataset',
    `title: ${quoted(title)}`,
    'authors:',
    ...authors.flatMap(cffAuthor),
    `date-released: ${quoted(date)}`,
    `license: ${license}`,
    ...(version ? [`version: ${quoted(version)}`] : []),
    ...(doi ? [`doi: ${quoted(doi)}`] : []),
    ...(url ? [`url: ${quoted(url)}`] : []),
    'references:',
    '  - type: software',
    `    title: ${quoted(SOFTWARE)}`,
    `    version: ${quoted(software)}`,
    '    authors:',
    '      - name: The dawnlab authors',
  ].join('\n')}\n`;
}

/** What TeX would read as its own. */
const tex = (text: string) =>
  text.replace(/[\\{}&%$#_^~]/g, (sign) =>
    sign === '\\' ? '\\textbackslash{}' : `\\${sign}${'^~'.includes(sign) ? '{}' : ''}`,
  );

/**
 * A study's entry for BibTeX.
 *
 * @param study what it is
 * @returns one `@misc`
 */
export function bibtex({ title, authors, date, version, doi, url }: Study): string {
  const [year, month] = date.split('-');
  const family = authors[0]!.family.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const word = /[a-z0-9]{3,}/.exec(title.toLowerCase())?.[0] ?? 'study';
  const fields = {
    title: `{${tex(title)}}`,
    author: authors
      .map(({ given, family }) => (given ? `${tex(family)}, ${tex(given)}` : `{${tex(family)}}`))
      .join(' and '),
    year,
    month: String(Number(month)),
    ...(version ? { version } : {}),
    ...(doi ? { doi } : {}),
    ...(url ? { url } : {}),
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`);
  return `@misc{${family || 'study'}${year}${word},\n${lines.join('\n')}\n}\n`;
}
