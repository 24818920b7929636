/**
 * Starts the tslab kernel with its known weak points patched from outside: no fork, nothing in node_modules edited.
 *
 * Cells run in the folder where their notebook lies, which is where Jupyter starts a kernel: its files, its own modules and
 * its packages are the notebook's. Jupyter finds the kernel through `JUPYTER_PATH=<library>/jupyter`
 * (kernels/tslab/kernel.json), or where `dawnlab kernel install` has put it.
 * Usage: node jupyter/tslab-kernel.cjs --config-path CONNECTION_FILE
 */
const nodeModule = require('node:module');
const path = require('node:path');

// TypeScript alone is a fifth of a second to compile; from 22 on Node keeps that.
nodeModule.enableCompileCache?.();
const { libraryOf } = require('./patches/packages.cjs');

const root = path.resolve(__dirname, '..');
const library = libraryOf(process.cwd()) ?? root;

// A project that has a dawnlab of its own gets that one's kernel, whichever was registered.
if (library !== root) require(path.join(library, 'jupyter', 'tslab-kernel.cjs'));
else start();

function start() {
  const { patchCompiler } = require('./patches/compiler.cjs');
  const { patchExecution } = require('./patches/execution.cjs');
  const { exitWithParent } = require('./patches/lifetime.cjs');
  const { patchMessages } = require('./patches/messages.cjs');
  const { lendModules } = require('./patches/packages.cjs');
  const { mapStacks } = require('./patches/sources.cjs');
  const { patchTransport } = require('./patches/transport.cjs');
  const tslabDir = path.dirname(require.resolve('tslab/package.json', { paths: [root] }));

  // The order matters: tslab's own modules read TypeScript, zeromq and each other when they are first required.
  patchCompiler(tslabDir, root);
  patchTransport(tslabDir);
  patchMessages(tslabDir);
  const takeStrays = patchExecution(tslabDir);
  exitWithParent();
  mapStacks();
  lendModules(root);

  const configPath = process.argv[process.argv.indexOf('--config-path') + 1];
  require(path.join(tslabDir, 'dist', 'main.js')).startKernel({ enableFindLocal: false, configPath });
  takeStrays();
}
