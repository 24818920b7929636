/** Packages that a notebook's folder does not have are the library's: `dawnlab` itself, and what it was installed with. */
const { existsSync, realpathSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const PACKAGE = /^(?:@[^/]+\/)?[^/@.][^/]*/;

/**
 * The library that a folder has, its own before that of the kernel which was started.
 *
 * @param {string} folder where a notebook lies
 * @returns {string | undefined} the library's folder; undefined where there is none
 */
function libraryOf(folder) {
  try {
    return path.dirname(
      realpathSync(Module.createRequire(path.join(folder, 'cell.js')).resolve('dawnlab/package.json')),
    );
  } catch {
    return undefined;
  }
}

/** Folder of a package, seen from a folder as Node looks for it. */
function packageFolder(name, from) {
  const folder = path.join(from, 'node_modules', name);
  if (existsSync(folder)) return folder;
  const above = path.dirname(from);
  return above === from ? undefined : packageFolder(name, above);
}

/**
 * Lets cells, and the files that they import, find the library's packages at run time.
 *
 * @param {string} root the library's folder
 */
function lendModules(root) {
  const { _resolveFilename: resolveFilename } = Module;
  const library = { id: root, filename: path.join(root, 'package.json'), paths: Module._nodeModulePaths(root) };
  Module._resolveFilename = (request, parent, ...rest) => {
    try {
      return resolveFilename(request, parent, ...rest);
    } catch (error) {
      const isOwn = !parent?.filename?.split(path.sep).includes('node_modules');
      if (error.code !== 'MODULE_NOT_FOUND' || !isOwn || !PACKAGE.test(request)) throw error;
      try {
        return resolveFilename(request, library);
      } catch {
        throw error;
      }
    }
  };
}

/**
 * Lets the compiler find the types of these packages, as if they lay in the notebook's folder.
 *
 * @param {object} system tslab's view of the file system, changed in place
 * @param {string} root the library's folder
 */
function lendTypes(system, root) {
  const folder = process.cwd();
  const modules = `${folder.split(path.sep).join('/')}/node_modules/`;
  const lent = (file) => {
    const name = file.startsWith(modules) ? PACKAGE.exec(file.slice(modules.length))?.[0] : undefined;
    if (!name || packageFolder(name, folder)) return file;
    const found = name === 'dawnlab' ? root : packageFolder(name, root);
    return found ? found + file.slice(modules.length + name.length) : file;
  };
  for (const name of ['fileExists', 'directoryExists', 'readFile', 'realpath']) {
    const inner = system[name];
    system[name] = (file, ...rest) => inner(lent(file), ...rest);
  }
}

module.exports = { lendModules, lendTypes, libraryOf };
