/** A study as an RO-Crate 1.2 with the provenance of its runs, by the profiles of Workflow Run RO-Crate 0.5. */

import { type Entity, ref, single, uniqueEntities } from './crateEntity.js';
import { type CrateFile, fileEntity } from './crateFile.js';
import { runEntities, type StudyRun, type StudyTable, tableEntities } from './crateRuns.js';
import type { Study, StudyAuthor } from './study.js';

/** What is described. */
export interface CrateContents {
  readonly study: Study;
  readonly files: readonly CrateFile[];
  /** Notebooks that were executed, and what they gave. */
  readonly runs: readonly StudyRun[];
  /** Tables of recorded runs that verdicts stand on. */
  readonly tables: readonly StudyTable[];
}

const PROFILES: readonly (readonly [address: string, name: string])[] = [
  ['https://w3id.org/ro/wfrun/process/0.5', 'Process Run Crate'],
  ['https://w3id.org/ro/wfrun/workflow/0.5', 'Workflow Run Crate'],
  ['https://w3id.org/workflowhub/workflow-ro-crate/1.0', 'Workflow RO-Crate'],
];

/**
 * The identifier of an author in the crate.
 *
 * @param author whose
 * @returns the ORCID, else a name within the crate
 */
function authorId({ given = '', family, orcid }: StudyAuthor): string {
  return orcid ?? `#${encodeURIComponent(`${given} ${family}`.trim().replace(/\s+/g, '-'))}`;
}

const authorEntity = (author: StudyAuthor): Entity => ({
  '@id': authorId(author),
  '@type': 'Person',
  name: [author.given, author.family].filter(Boolean).join(' '),
  ...(author.given ? { givenName: author.given } : {}),
  familyName: author.family,
});

const doiAddress = (doi: string) => `https://doi.org/${doi}`;

const doiEntity = (doi: string): Entity => ({
  '@id': doiAddress(doi),
  '@type': 'PropertyValue',
  name: 'DOI',
  propertyID: 'https://registry.identifiers.org/registry/doi',
  value: `doi:${doi}`,
  url: doiAddress(doi),
});

function rootEntity({ study, files, runs, tables }: CrateContents, license: string): Entity {
  const { title, authors, date, version, doi, url } = study;
  return {
    '@id': './',
    '@type': 'Dataset',
    name: title,
    description: `${title}: executed notebooks as pages, the numbers of their figures, and how each was computed.`,
    datePublished: date,
    license: ref(license),
    author: single(authors.map((author) => ref(authorId(author)))),
    publisher: ref(authorId(authors[0]!)),
    conformsTo: PROFILES.map(([address]) => ref(address)),
    mainEntity: ref(encodeURI(runs[0]!.notebook)),
    hasPart: files.map(({ path }) => ref(encodeURI(path))),
    mentions: [
      ...runs.map(({ id }) => ref(`#run-${id}`)),
      ...tables.map(({ path }) => ref(`#record-${encodeURI(path)}`)),
    ],
    ...(version ? { version } : {}),
    ...(doi ? { identifier: ref(doiAddress(doi)) } : {}),
    ...(url ? { url } : {}),
  };
}

/**
 * The crate's description of itself.
 *
 * @param contents what is in the folder, and how it came to be
 * @returns the object that `ro-crate-metadata.json` holds; source: RO-Crate 1.2, w3id.org/ro/crate/1.2
 */
export function roCrate(contents: CrateContents): object {
  const { study, files, runs, tables } = contents;
  const license = `https://spdx.org/licenses/${study.license}`;
  const special = uniqueEntities([...runEntities(runs, study.authors.map(authorId)), ...tableEntities(tables)]);
  const described = new Map(special.map((entity) => [entity['@id'], entity]));
  const parts = files.map((file) => ({ ...fileEntity(file), ...described.get(encodeURI(file.path)) }));
  const others = special.filter((entity) => !parts.some((part) => part['@id'] === entity['@id']));
  const descriptor = {
    '@id': 'ro-crate-metadata.json',
    '@type': 'CreativeWork',
    about: ref('./'),
    // The profiles of runs were written for 1.1, whose rules the crate keeps too.
    conformsTo: ['1.2', '1.1'].map((version) => ref(`https://w3id.org/ro/crate/${version}`)),
  };
  return {
    '@context': ['https://w3id.org/ro/crate/1.2/context', { sha256: 'https://w3id.org/ro/terms/workflow-run#sha256' }],
    '@graph': [
      descriptor,
      rootEntity(contents, license),
      ...PROFILES.map(([address, name]) => ({
        '@id': address,
        '@type': ['CreativeWork', 'Profile'],
        name,
        version: address.slice(address.lastIndexOf('/') + 1),
      })),
      { '@id': license, '@type': 'CreativeWork', name: study.license, description: `Licence ${study.license}` },
      ...study.authors.map(authorEntity),
      ...(study.doi ? [doiEntity(study.doi)] : []),
      ...parts,
      ...others,
    ],
  };
}
