/** The files of a site that make it a study: whose it is, what it stands on, how it is run again. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RESULTS, readRunTable, runTablePath } from '../../runs/index.js';
import { provenance, type RunProvenance } from '../cell/provenance.js';
import type { Notebook } from '../document/notebookFile.js';
import type { NotebookHtml } from '../publish/notebookHtml.js';
import { bibtex, citationCff } from '../study/citation.js';
import { roCrate } from '../study/crate.js';
import type { CrateFile } from '../study/crateFile.js';
import type { StudyRun, StudyTable } from '../study/crateRuns.js';
import type { Study } from '../study/study.js';
import type { SiteFile } from './siteNames.js';
import { PAGES_WORKFLOW, rerunScript, SOFTWARE, siteReadme } from './siteTexts.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The tables of recorded runs that verdicts of notebooks stand on.
 *
 * @param parts rendered notebooks
 * @returns for each notebook, its tables; what is judged without a table is passed over
 */
export function tablesOf(parts: readonly NotebookHtml[]): StudyTable[][] {
  return parts.map(({ verdicts }) => {
    const judged = verdicts.filter(({ source, task }) => source === 'recorded' && task !== undefined);
    const names = new Set(judged.map(({ finding, table = finding, task }) => `${table}\0${task}`));
    return [...names].flatMap((name) => {
      const [finding, task] = name.split('\0') as [string, string];
      if (!existsSync(runTablePath(finding, task))) return [];
      const { provenance } = readRunTable(finding, task);
      return [{ path: `results/${basename(runTablePath(finding, task))}`, name: `${finding} on ${task}`, provenance }];
    });
  });
}

/** A clone's script that packs what npm's defaults can install. */
const PACK = join(ROOT, 'scripts', 'pack.mjs');

/** The library as a tarball, for machines of this platform; an installed one has no script and packs itself as it lies. */
function packedLibrary(): SiteFile {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-pack-'));
  const silent = { stdio: ['ignore', 'ignore', 'pipe'] as ('ignore' | 'pipe')[] };
  try {
    if (existsSync(PACK)) {
      const platform = `${process.platform}-${process.arch}`;
      execFileSync(process.execPath, [PACK, '--out', folder, '--platform', platform], silent);
    } else {
      const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder, ROOT];
      execFileSync('npm', args, { ...silent, shell: process.platform === 'win32' });
    }
    const [name] = readdirSync(folder);
    return { path: `${SOFTWARE}/${name}`, contents: readFileSync(join(folder, name!)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Citation, recorded runs, and the script that runs it all again.
 *
 * @param study what the study is
 * @param tables that its verdicts stand on
 * @param bringsLibrary whether the library is packed into the site, so that it can be installed in years to come
 * @returns files
 */
export function studyFiles(study: Study, tables: readonly StudyTable[], bringsLibrary: boolean): SiteFile[] {
  const library = bringsLibrary ? [packedLibrary()] : [];
  const paths = new Set(tables.map(({ path }) => path));
  return [
    ...library,
    ...[...paths].map((path) => ({ path, contents: readFileSync(join(RESULTS, basename(path))) })),
    { path: 'CITATION.cff', contents: citationCff(study, provenance().versions.dawnlab!) },
    { path: 'citation.bib', contents: bibtex(study) },
    { path: 'rerun.mjs', contents: rerunScript(library[0] && basename(library[0].path), study.date) },
    { path: '.github/workflows/pages.yml', contents: PAGES_WORKFLOW },
    { path: 'README.md', contents: siteReadme(study.title) },
  ];
}

/** A notebook of the site, as the crate describes its run. */
export interface PublishedRun {
  readonly part: NotebookHtml;
  readonly notebook: Notebook;
  readonly path: string;
  readonly results: readonly string[];
  readonly tables: readonly StudyTable[];
  /** What its code names and its folder holds. */
  readonly beside: readonly string[];
}

/**
 * The crate that describes the other files.
 *
 * @param study what the study is
 * @param files of the site, all of them
 * @param published its notebooks
 * @returns `ro-crate-metadata.json`
 */
export function crateFile(study: Study, files: readonly CrateFile[], published: readonly PublishedRun[]): SiteFile {
  const runs: StudyRun[] = published.map(({ part, notebook, path, results, tables, beside }) => ({
    id: part.id,
    title: part.title,
    notebook: path,
    results,
    inputs: [...beside, ...tables.map((table) => table.path)],
    provenance: notebook.metadata.dawnlab as RunProvenance | undefined,
  }));
  const tables = [...new Map(published.flatMap((one) => one.tables.map((table) => [table.path, table]))).values()];
  const crate = roCrate({ study, files, runs, tables });
  return { path: 'ro-crate-metadata.json', contents: `${JSON.stringify(crate, null, 1)}\n` };
}
