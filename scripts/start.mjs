// `npm start`: sets up what is missing and opens the walkthrough in JupyterLab, not yet executed: what it promises to train
// before its reader is trained before its reader.
// `npm start -- --headless`, or where there is no display: executes it and writes out/report.html. Needs no Python.
//
// Options: --headless, --scale smoke|quick|full, --fresh (begin with new copies)

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, run, runMain, setup, venvProgram } from './setup.mjs';

const WALKTHROUGH = ['notebooks/00-start-here.ipynb', 'notebooks/08-dawn.ipynb'];
const DAWNLAB = join('dist', 'cli', 'main.js');

const { values: options } = parseArgs({
  options: {
    headless: { type: 'boolean', default: !hasDisplay() },
    scale: { type: 'string', default: process.env.DAWNLAB_SCALE || 'quick' },
    fresh: { type: 'boolean', default: false },
  },
});

await runMain(main);

async function main() {
  setup({ jupyter: !options.headless });
  const notebooks = WALKTHROUGH.filter((file) => existsSync(join(ROOT, file)));
  if (notebooks.length === 0) throw new Error(`None of ${WALKTHROUGH.join(', ')} is there: is this a whole clone?`);
  if (options.headless) {
    run(process.execPath, [DAWNLAB, 'report', ...notebooks, '--scale', options.scale, '--out', 'out/report.html']);
    return;
  }
  const copies = notebooks.map(readersCopy);
  await openLab(copies[0]);
}

/** A copy in out/ for the reader to execute and change; it stays as long as the notebook that it was made of. */
function readersCopy(notebook) {
  const copy = join('out', basename(notebook));
  const stamp = join(ROOT, '.cache', `start-${basename(notebook)}.json`);
  const source = contentHash(notebook);
  const known = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {};
  const there = existsSync(join(ROOT, copy));
  if (there && known.source === source && !options.fresh) {
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

// Jupyter finds the kernel below jupyter/ and there its settings, without which a question about news of Jupyter is the
// first thing that a reader sees, and serves plotly.js to the figures from its static files.
function openLab(notebook) {
  const env = {
    ...process.env,
    JUPYTER_PATH: join(ROOT, 'jupyter'),
    JUPYTER_CONFIG_PATH: join(ROOT, 'jupyter', 'config'),
    DAWNLAB_PLOTLY: 'server',
    DAWNLAB_SCALE: options.scale,
  };
  const plotly = join(ROOT, 'node_modules', 'plotly.js-dist');
  const args = [
    `--ServerApp.root_dir=${ROOT}`,
    `--ServerApp.extra_static_paths=${plotly}`,
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []), // in a container one is root
    notebook,
  ];
  console.log(`Opening ${notebook} in JupyterLab; Ctrl-C ends it.`);
  const lab = spawn(venvProgram('jupyter-lab'), args, { cwd: ROOT, env, stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // JupyterLab gets it too, and asks
  return new Promise((done, fail) => {
    lab.once('error', fail);
    lab.once('exit', (code) => (code ? fail(new Error(`JupyterLab ended with exit code ${code}.`)) : done()));
  });
}

function hasDisplay() {
  if (process.env.CI) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
