/**
 * Starts the tslab kernel with its known weak points patched from outside: no fork, nothing in node_modules edited.
 *
 * Jupyter finds it through `JUPYTER_PATH=<repo>/jupyter` (kernels/tslab/kernel.json); nothing is registered globally.
 * Usage: node jupyter/tslab-kernel.cjs --config-path CONNECTION_FILE
 */
const path = require('node:path');
const { patchCompiler } = require('./patches/compiler.cjs');
const { patchExecution } = require('./patches/execution.cjs');
const { patchMessages } = require('./patches/messages.cjs');
const { patchTransport } = require('./patches/transport.cjs');
const { exitWithParent } = require('./patches/lifetime.cjs');
const { mapStacks } = require('./patches/sources.cjs');

// tslab takes its working directory as the root of all sources. With the repository as that root, a notebook in any
// folder sees the same modules, and `import … from 'dawnlab'` is the package importing itself through its `exports`.
// A reference such as './mine.ts#agent' starts from the notebook's folder, where Jupyter starts kernels.
const root = path.resolve(__dirname, '..');
process.env.DAWNLAB_NOTEBOOK_FOLDER = process.cwd();
process.chdir(root);

const tslabDir = path.dirname(require.resolve('tslab/package.json', { paths: [root] }));

// The order matters: tslab's own modules read TypeScript, zeromq and each other when they are first required.
patchCompiler(tslabDir);
patchTransport(tslabDir);
patchMessages(tslabDir);
const takeStrays = patchExecution(tslabDir);
exitWithParent();
mapStacks();

const configPath = process.argv[process.argv.indexOf('--config-path') + 1];
require(path.join(tslabDir, 'dist', 'main.js')).startKernel({ enableFindLocal: false, configPath });
takeStrays();
