// `npm run pack`: the tarball that `npm install dawnlab-x.y.z.tgz` takes in any folder, with npm's defaults and nothing but
// the registry. Overrides do not travel with a package, and some packages download from elsewhere when they are installed;
// so these travel inside it, with what is asked of them: `VENDORED` says which and why.
//
// Options: --out <folder> (default out), --platform linux-x64|… (default: all that ONNX Runtime has binaries for)

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runMain } from './steps.mjs';

const STAGE = join(ROOT, '.cache', 'pack');

/** Packages that travel inside, each without the scripts that npm would run. `without`: dependencies that are not needed. */
const VENDORED = {
  // Its installation downloads CUDA from a feed that is not npm's, and fails where that cannot be reached; what it needs for
  // that is left out, and so are a binary that is there twice and, on request, other platforms' binaries.
  'onnxruntime-node': { without: ['adm-zip', 'global-agent'], keeps: isBinaryWanted },
  // It asks for a URL outside of the registry (xlsx), and for the package that downloads libtensorflow.
  'danfojs-node': { without: [] },
  '@tensorflow/tfjs-node': { without: [] },
  request: { without: [] },
  xlsx: { without: [] },
};

const { values: options } = parseArgs({
  options: { out: { type: 'string', default: 'out' }, platform: { type: 'string' } },
});

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const writeJson = (value, ...path) => writeFileSync(join(...path), `${JSON.stringify(value, null, 2)}\n`);
const installed = (name) => readJson(ROOT, 'node_modules', name, 'package.json');

await runMain(() => {
  if (!existsSync(join(ROOT, 'dist', 'numerics.json'))) throw new Error('There is no build to pack: npm run build');
  rmSync(STAGE, { recursive: true, force: true });
  for (const file of packedFiles(ROOT)) copy(join(ROOT, file), join(STAGE, file));
  for (const name of Object.keys(VENDORED)) vendor(name);
  writeJson(packageJson(), STAGE, 'package.json');
  const out = resolve(ROOT, options.out);
  mkdirSync(out, { recursive: true });
  const [{ filename, size, unpackedSize }] = npmPack(STAGE, '--pack-destination', out);
  rmSync(STAGE, { recursive: true });
  const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  console.log(`${join(out, filename)}: ${mib(size)}, unpacked ${mib(unpackedSize)}`);
});

function npmPack(folder, ...args) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: folder, encoding: 'utf8', shell: npm.endsWith('.cmd'), maxBuffer: 2 ** 28 };
  const { status, stdout, stderr } = spawnSync(npm, ['pack', '--ignore-scripts', '--json', ...args], options);
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  // Newer versions of npm key their answer by the package's name.
  return Object.values(JSON.parse(stdout));
}

function packedFiles(folder) {
  const [{ files }] = npmPack(folder, '--dry-run');
  return files.map(({ path }) => path);
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true });
}

/** Puts a package into the stage as it is installed here. */
function vendor(name) {
  const { keeps = () => true } = VENDORED[name];
  const from = join(ROOT, 'node_modules', ...name.split('/'));
  const to = join(STAGE, 'node_modules', ...name.split('/'));
  cpSync(from, to, { recursive: true, dereference: true, filter: (file) => keeps(file.slice(from.length + 1)) });
  const { scripts: _, devDependencies: __, ...rest } = installed(name);
  writeJson({ ...rest, dependencies: dependenciesOf(name) }, to, 'package.json');
}

/** What a vendored package needs, by exact version; npm does not look into a package for what it shall install. */
function dependenciesOf(name) {
  const wanted = Object.keys(installed(name).dependencies ?? {}).filter((key) => !VENDORED[name].without.includes(key));
  return Object.fromEntries(wanted.map((key) => [key, installed(key).version]));
}

function packageJson() {
  const { devDependencies: _, overrides: __, scripts: ___, ...rest } = readJson(ROOT, 'package.json');
  const names = Object.keys(VENDORED);
  const lifted = Object.assign({}, ...names.map(dependenciesOf));
  const own = Object.fromEntries(names.map((name) => [name, installed(name).version]));
  return { ...rest, dependencies: { ...rest.dependencies, ...lifted, ...own }, bundleDependencies: names };
}

/** `file` lies in onnxruntime-node; empty for the package itself. */
function isBinaryWanted(file) {
  const [bin, , platform, processor] = file.split(sep);
  if (/libonnxruntime\.\d+\.\d+\.\d+\.dylib$/.test(file)) return false; // the same as libonnxruntime.1.dylib
  if (bin === 'script') return false;
  if (bin !== 'bin' || !options.platform || !platform) return true;
  const [system, cpu] = options.platform.split('-');
  return platform === system && (!processor || processor === cpu);
}
