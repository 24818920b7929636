import { describe, expect, it } from 'vitest';
import type { FoundVerdict } from '../../../src/notebook/publish/verdictPage.js';
import { contentPolicy } from '../../../src/notebook/site/contentPolicy.js';
import { bibtex, citationCff } from '../../../src/notebook/study/citation.js';
import { compareVerdicts } from '../../../src/notebook/study/compareVerdicts.js';
import { roCrate } from '../../../src/notebook/study/crate.js';
import { parseAuthor, studyOf } from '../../../src/notebook/study/study.js';

const study = {
  title: 'Anchors & 50 % more',
  authors: [parseAuthor('Ada Lovelace (0000-0002-1825-0097)'), parseAuthor('de la Cruz, María')],
  date: '2026-03-04',
  license: 'CC-BY-4.0',
};

describe('a citation', () => {
  it('has names as people write them', () => {
    expect(study.authors).toEqual([
      { given: 'Ada', family: 'Lovelace', orcid: 'https://orcid.org/0000-0002-1825-0097' },
      { given: 'María', family: 'de la Cruz' },
    ]);
    expect(parseAuthor('Plato')).toEqual({ family: 'Plato' });
    expect(() => parseAuthor(' (0000-0002-1825-0097)')).toThrow(/names no author; expected for instance/);
    expect(() => studyOf({ title: 'T', date: '2026-01-01', authors: [] }, '/nowhere')).toThrow(/--author/);
  });

  it('is BibTeX that TeX can set, and CFF', () => {
    expect(bibtex(study)).toBe(`@misc{lovelace2026anchors,
  title = {{Anchors \\& 50 \\% more}},
  author = {Lovelace, Ada and de la Cruz, María},
  year = {2026},
  month = {3},
}
`);
    expect(citationCff(study, '0.1.0')).toContain(
      'title: "Anchors & 50 % more"\nauthors:\n  - family-names: "Lovelace"\n',
    );
  });
});

describe('a crate', () => {
  const provenance = {
    command: 'c',
    commit: 'abc',
    numerics: '0123456789abcdef',
    versions: { dawnlab: '0.1.0' },
    hardware: 'h',
    recordedAt: '2026-01-01',
  };
  const hardware = { cpu: 'C', cores: 2, memoryGiB: 4, system: 'Linux' };
  const run = {
    versions: { dawnlab: '0.1.0', node: '20.1.0' },
    sourceHash: 'f00',
    hardware,
    date: '2026-03-04T10:00:30.000Z',
    seconds: 30,
  };
  const file = (path: string) => ({ path, bytes: 1, sha256: 'ab' });
  const crate = roCrate({
    study,
    files: ['index.html', 'a b.html', 'notebooks/a b.ipynb', 'results/t.json'].map(file),
    runs: [
      {
        id: 'a',
        title: 'A',
        notebook: 'notebooks/a b.ipynb',
        results: ['a b.html'],
        inputs: ['results/t.json'],
        provenance: run,
      },
    ],
    tables: [{ path: 'results/t.json', name: 't', provenance }],
  }) as { '@graph': ({ '@id': string } & Record<string, unknown>)[] };
  const graph = crate['@graph'];
  const byId = new Map(graph.map((entity) => [entity['@id'], entity]));

  it('describes each thing once, and all that it names', () => {
    expect(byId.size).toBe(graph.length);
    const named = JSON.stringify(graph).matchAll(/\{"@id":"([^"]+)"\}/g);
    const outside = [...named].map(([, id]) => id!).filter((id) => !byId.has(id));
    expect(outside.filter((id) => !id.startsWith('https://w3id.org/ro/crate/'))).toEqual([]);
  });

  it('says what was run, from what, to what, and when', () => {
    const action = byId.get('#run-a')!;
    expect(action).toMatchObject({
      '@type': 'CreateAction',
      instrument: { '@id': 'notebooks/a%20b.ipynb' },
      object: [{ '@id': 'results/t.json' }],
      result: [{ '@id': 'a%20b.html' }],
      startTime: '2026-03-04T10:00:00.000Z',
      endTime: '2026-03-04T10:00:30.000Z',
    });
    expect(byId.get('notebooks/a%20b.ipynb')!['@type']).toContain('ComputationalWorkflow');
    expect(byId.get('./')).toMatchObject({ mainEntity: { '@id': 'notebooks/a%20b.ipynb' }, name: study.title });
  });
});

it('verdicts made again are equal, near, different, or gone', () => {
  const verdict = (claim: string, estimate: number, low: number, high: number, word = 'supported') =>
    ({
      claim,
      verdict: word,
      evidence: { estimate, low, high },
      estimate: `${estimate}`,
      finding: 'f',
    }) as unknown as FoundVerdict;
  const published = [
    verdict('a', 1, 0, 2),
    verdict('b', 1, 0, 2),
    verdict('c', 1, 0, 2),
    verdict('d', 1, 0, 2),
    verdict('e', 1, 0, 2),
  ];
  const now = [
    verdict('b', 1.5, 0.5, 2.5),
    verdict('a', 1, 0, 2),
    verdict('c', 9, 8, 10),
    verdict('d', 1, 0, 2, 'not supported'),
  ];
  expect(compareVerdicts(published, now).map(({ claim, outcome }) => `${claim} ${outcome}`)).toEqual([
    'a equal',
    'b within',
    'c different',
    'd different',
    'e missing',
  ]);
});

it('a policy names what the page brings, by the hash that a browser computes', () => {
  const html =
    '<p style="color:red">x</p><script>go()</script><script src="a.js"></script><script type="application/json">{}</script>';
  // printf 'go()' | openssl dgst -sha256 -binary | base64, and so on.
  const hash = {
    go: '5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=',
    red: '8f935d27GvUutRyY9yWScUMiFUk4WTdZURISiYfPOeQ=',
  };
  const scripts = /script-src ([^;]*);/.exec(contentPolicy(html))![1]!.split(' ');
  const styles = /style-src ([^;]*);/.exec(contentPolicy(html))![1]!.split(' ');
  expect(scripts).toEqual(["'self'", `'sha256-${hash.go}'`]);
  expect(styles.slice(0, 3)).toEqual(["'self'", "'unsafe-hashes'", `'sha256-${hash.red}'`]);
});
