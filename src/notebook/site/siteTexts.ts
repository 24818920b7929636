/** Small files of a site that are the same for all: how it is run again, and how GitHub shows it. */

/** A workflow that publishes the folder whenever it is pushed, as the root of a repository. */
export const PAGES_WORKFLOW = `name: Pages
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: true
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/configure-pages@v5
      - uses: actions/upload-pages-artifact@v3
        with:
          path: .
      - id: deployment
        uses: actions/deploy-pages@v4
`;

/** Where the packed library lies in a site. */
export const SOFTWARE = 'software';

/**
 * The script with which a reader runs a study again: it installs the library as it was on that day, and calls it.
 *
 * @param tarball name of the packed library in `software/`; undefined where the site brings none
 * @param date of the study: packages are installed as they were then
 * @returns JavaScript for Node, without dependencies
 */
export function rerunScript(tarball: string | undefined, date: string): string {
  return `// Runs this study again: node rerun.mjs [--notebooks all|none|NAME,…] [--runs COUNT|all]
// It installs dawnlab as it was on ${date} into .rerun, executes the notebooks, makes recorded runs again, and says whether
// verdicts and runs are equal, bit for bit or within what runs differ by.
// With --dawnlab FOLDER it uses one that is installed there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SITE = dirname(fileURLToPath(import.meta.url));
const TARBALL = ${JSON.stringify(tarball ?? null)};
const args = process.argv.slice(2);
const at = args.indexOf('--dawnlab');
const given = at >= 0 ? resolve(args.splice(at, 2)[1] ?? '.') : undefined;

function run(command, list, cwd) {
  const { status, error } = spawnSync(command, list, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) throw error;
  return status ?? 1;
}

function install() {
  const folder = join(SITE, '.rerun');
  const library = join(folder, 'node_modules', 'dawnlab');
  if (existsSync(join(library, 'dist'))) return library;
  if (!TARBALL) throw new Error('This site brings no library: clone or install dawnlab and name its folder, --dawnlab FOLDER.');
  mkdirSync(folder, { recursive: true });
  const dependencies = { dawnlab: \`file:../${SOFTWARE}/\${TARBALL}\` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  // What it needs, as it was on the day of the study.
  if (run('npm', ['install', '--no-audit', '--no-fund', '--before=${date}T23:59:59Z'], folder) !== 0)
    throw new Error('npm could not install the library: see above.');
  return library;
}

const library = given ?? install();
process.exitCode = run(process.execPath, [join(library, 'dist', 'cli', 'main.js'), 'rerun', SITE, ...args], process.cwd());
`;
}

/**
 * What the folder is, for who finds it without a browser.
 *
 * @param title of the study
 * @returns Markdown
 */
export function siteReadme(title: string): string {
  return `# ${title}

Open \`index.html\`. GitHub Pages serves this folder as it is; \`.github/workflows/pages.yml\` does so when the folder is the root of a repository.

- \`notebooks/\`: executed notebooks; \`figures/\`: numbers and drawings of their figures; \`results/\`: recorded runs that verdicts stand on
- \`CITATION.cff\`, \`citation.bib\`: how to cite it; \`ro-crate-metadata.json\`: how it was computed, as an RO-Crate
- \`node rerun.mjs\`: executes the notebooks and makes recorded runs again, and says whether they come to the same
`;
}
