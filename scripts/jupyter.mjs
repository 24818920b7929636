// The Python environment with JupyterLab, for `npm start`.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readStamp, run, writeStamp } from './steps.mjs';

/** The pinned JupyterLab; only `npm start` with a display needs it. */
const JUPYTERLAB = '4.6.6';

const WINDOWS = process.platform === 'win32';
const VENV = join(ROOT, '.venv');

/** Programs of the virtual environment. */
export const venvProgram = (name) => join(VENV, WINDOWS ? 'Scripts' : 'bin', WINDOWS ? `${name}.exe` : name);

/** The step that installs it. */
export const JUPYTER_STEP = {
  title: `JupyterLab ${JUPYTERLAB} in .venv`,
  isDone: () => existsSync(venvProgram('jupyter-lab')) && readStamp('jupyter') === JUPYTERLAB,
  onDone: () => writeStamp('jupyter', JUPYTERLAB),
  run: installJupyter,
};

function installJupyter() {
  if (!existsSync(venvProgram('python'))) makeVenv();
  // Python compiles what Lab imports when it is imported; pip would compile all that there is, which takes as long as installing it.
  const quick = ['--quiet', '--disable-pip-version-check', '--no-compile'];
  run(venvProgram('python'), ['-m', 'pip', 'install', ...quick, `jupyterlab==${JUPYTERLAB}`]);
  // JupyterLab runs a CommonJS file with Node; without this it would take the repository's "type": "module" as its own.
  writeFileSync(join(VENV, 'package.json'), '{ "type": "commonjs" }\n');
}

// Debian's python3 comes without the module that puts pip into a virtual environment.
function makeVenv() {
  const python = WINDOWS ? 'python' : 'python3';
  try {
    run(python, ['-m', 'venv', '--clear', VENV]);
  } catch (error) {
    const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
    if (!debian) {
      throw new Error(
        `${error.message} JupyterLab needs Python 3 with venv (Debian: apt install python3-venv). 'npm start -- --headless' needs no Python.`,
      );
    }
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-venv']);
    run(python, ['-m', 'venv', '--clear', VENV]);
  }
}
