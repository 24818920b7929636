/** `dawnlab publish`: notebooks as a site that stands anywhere. */

import { resolve } from 'node:path';
import { Command } from 'commander';
import { formatDuration, lacksOfSite, parseAuthor, publishSite, USUAL_LICENSE } from '../../notebook/index.js';
import { type ExecutionOptions, executedAsAsked, withExecutionOptions } from '../executionOptions.js';
import { printResult } from '../printResult.js';

interface PublishOptions extends ExecutionOptions {
  readonly site: string;
  readonly title?: string;
  readonly author?: readonly string[];
  readonly license?: string;
  readonly doi?: string;
  readonly url?: string;
  readonly software: boolean;
  readonly pdf: boolean;
  readonly svg: boolean;
  readonly sourceUrl?: string;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `publish`
 */
export function publishCommand(): Command {
  const command = new Command('publish')
    .description('execute notebooks and make a site of them: a folder for GitHub Pages, any server, or a double click')
    .argument('<files...>', 'notebooks')
    .requiredOption('--site <dir>', 'the folder')
    .option('--title <title>', 'title of the site (default: of the first notebook)')
    .option(
      '--author <name...>',
      'for instance "Ada Lovelace (0000-0002-1825-0097)"; by default of package.json, or git',
    )
    .option('--license <spdx>', 'of the study', USUAL_LICENSE)
    .option('--doi <doi>', 'of the study')
    .option('--url <url>', 'where the site will be')
    .option('--pdf', 'print each page as well, by a Chromium', false)
    .option('--no-svg', 'without a drawing of each figure as an SVG file, which a Chromium makes where there is one')
    .option('--no-software', 'without the library (35 MB) that computes it again')
    .option('--source-url <url>', 'where the notebooks’ folder is in the web: links to what is not here lead there')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(publish);
  return withExecutionOptions(
    command,
    process.env.DAWNLAB_SCALE || 'quick',
    'publish the notebooks with the outputs that they hold',
  );
}

const UNDRAWN =
  'Figures have no SVG files, for no Chromium was found to draw them: install your system’s package, or name one in ' +
  'DAWNLAB_CHROMIUM. The buttons below each figure draw it all the same.';

async function publish(files: readonly string[], options: PublishOptions): Promise<void> {
  const start = performance.now();
  const folder = resolve(options.site);
  const { executed, failures } = await executedAsAsked(files, options, 'out');
  if (failures.length > 0) throw new Error(`Nothing is published: ${failures.join('; ')}`);
  const { title, license, doi, url, sourceUrl: source, software: bringsLibrary } = options;
  const said = { title, authors: options.author?.map(parseAuthor), license, doi, url };
  const study = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const how = { bringsLibrary, printed: options.pdf, drawn: options.svg };
  const written = await publishSite({ inputs: executed, folder, study, source, ...how });
  const seconds = (performance.now() - start) / 1000;
  console.log(`Site: ${folder} (${written.length} files, ${formatDuration(seconds)}). Open ${folder}/index.html`);
  const has = (ending: string) => written.some((path) => path.startsWith('figures/') && path.endsWith(ending));
  for (const line of lacksOfSite(executed)) console.log(line);
  if (options.svg && has('.csv') && !has('.svg')) console.log(UNDRAWN);
  if (options.json) printResult({ site: folder, files: written, seconds, notebooks: executed });
}
