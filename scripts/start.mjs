// `npm start`: sets up what is missing and opens the walkthrough in JupyterLab, not yet executed: what it promises to train
// before its reader is trained before its reader. Where no browser can be opened it says so, and how to get there.
// `npm start -- --headless`: executes the walkthrough and writes out/report.html instead. Needs no Python.

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLab } from './lab.mjs';
import { setup } from './setup.mjs';
import { ROOT, run, runMain } from './steps.mjs';

const WALKTHROUGH = ['notebooks/00-start-here.ipynb', 'notebooks/08-dawn.ipynb'];
const DAWNLAB = join('dist', 'cli', 'main.js');
const USAGE = `npm start -- [options]
  --lab            JupyterLab, also where CI is set
  --no-browser     print JupyterLab's address and open nothing
  --port <number>  port of JupyterLab (default: the first free one from 8888 on)
  --ip <address>   where JupyterLab listens (default: localhost; 0.0.0.0 lets other machines in, with the token)
  --headless       execute the walkthrough and write out/report.html; needs no Python
  --scale <scale>  smoke, quick or full (default: quick)
  --fresh          begin with new copies of the notebooks`;

await runMain(main);

async function main() {
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const isHeadless = options.headless || Boolean(process.env.CI && !options.lab);
  setup({ jupyter: !isHeadless, adroit: false });
  const notebooks = WALKTHROUGH.filter((file) => existsSync(join(ROOT, file)));
  if (notebooks.length === 0) throw new Error(`None of ${WALKTHROUGH.join(', ')} is there: is this a whole clone?`);
  if (isHeadless) {
    run(process.execPath, [DAWNLAB, 'report', ...notebooks, '--scale', options.scale, '--out', 'out/report.html']);
    return;
  }
  const copies = notebooks.map((notebook) => readersCopy(notebook, options.fresh));
  await openLab(copies[0], options);
}

function readOptions() {
  const flag = { type: 'boolean', default: false };
  const options = {
    ...{ lab: flag, headless: flag, fresh: flag, help: { ...flag, short: 'h' }, 'no-browser': flag },
    port: { type: 'string' },
    ip: { type: 'string', default: 'localhost' },
    scale: { type: 'string', default: process.env.DAWNLAB_SCALE || 'quick' },
  };
  try {
    const { values } = parseArgs({ options });
    if (values.port !== undefined && !/^\d{1,5}$/.test(values.port))
      throw new Error(`--port ${values.port} is no port.`);
    if (!['smoke', 'quick', 'full'].includes(values.scale)) throw new Error(`There is no scale '${values.scale}'.`);
    if (values.lab && values.headless) throw new Error('--lab and --headless exclude each other.');
    return values;
  } catch (error) {
    throw new Error(`${error.message}\n\n${USAGE}`);
  }
}

/** A copy in out/ for the reader to execute and change; it stays as long as the notebook that it was made of. */
function readersCopy(notebook, isFresh) {
  const copy = join('out', basename(notebook));
  const stamp = join(ROOT, '.cache', `start-${basename(notebook)}.json`);
  const source = contentHash(notebook);
  const known = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {};
  const there = existsSync(join(ROOT, copy));
  if (there && known.source === source && !isFresh) {
    console.log(`✓ ${copy}: as you left it (--fresh begins with a new copy)`);
    return copy;
  }
  if (there && contentHash(copy) !== known.source) keepEdited(copy);
  for (const folder of ['out', '.cache']) mkdirSync(join(ROOT, folder), { recursive: true });
  copyFileSync(join(ROOT, notebook), join(ROOT, copy));
  writeFileSync(stamp, JSON.stringify({ source }));
  return copy;
}

function keepEdited(copy) {
  const kept = copy.replace(/\.ipynb$/, `.edited-${new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-')}.ipynb`);
  renameSync(join(ROOT, copy), join(ROOT, kept));
  console.log(`  your edited notebook is kept as ${kept}`);
}

function contentHash(file) {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, file)))
    .digest('hex');
}
