/** tslab's embedded TypeScript: resolution through `exports`, strict checks, source maps, and a watcher that cannot wedge. */

const { lendTypes } = require('./packages.cjs');

/** Maps of what was compiled last, by the JavaScript that came of it: from its own text back to the TypeScript. */
const mapsOf = new Map();

const INLINE_MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;

/**
 * Replaces the compiler options, the timers and the last step of tslab's embedded TypeScript 5.0.
 *
 * @param {string} tslabDir folder of the installed tslab package
 * @param {string} root folder of the library, whose packages a notebook may import
 */
function patchCompiler(tslabDir, root) {
  const id = require.resolve('@tslab/typescript-for-tslab', { paths: [tslabDir] });
  const ts = require(id);
  require.cache[id].exports = {
    ...ts,
    createWatchCompilerHost(files, options, system, _createProgram, ...rest) {
      separateLookupTimer(system);
      lendTypes(system, root);
      const all = { ...options, ...compilerOptions(ts) };
      return ts.createWatchCompilerHost(files, all, system, (...args) => plainBuilder(ts, args), ...rest);
    },
    transpileModule: (source, options) => transpileWithMaps(ts, source, options),
  };
}

/**
 * The source maps of a piece of JavaScript that tslab handed over; each is given out once.
 *
 * @param {string} output what tslab compiled
 * @returns {object[]} source maps, to be followed one after the other; empty for code of elsewhere
 */
function takeMaps(output) {
  const maps = mapsOf.get(output) ?? [];
  mapsOf.delete(output);
  return maps;
}

// TypeScript's usual builder goes through every import of every declaration file, twice a cell, to know what an edit
// touches; tslab asks it only for what a cell imports.
function plainBuilder(ts, args) {
  const builder = ts.createAbstractBuilder(...args);
  // A checker binds names, and tslab reads the names of a cell from its bound text.
  const checker = builder.getProgram().getTypeChecker();
  builder.getAllDependencies = (file) => importedSources(checker, file);
  return builder;
}

/** A file and the sources that it imports, and these import; not what declaration files import. */
function importedSources(checker, file) {
  const found = new Set([file]);
  for (const { imports, isDeclarationFile } of found) {
    if (isDeclarationFile) continue;
    for (const name of imports) {
      const target = checker.getSymbolAtLocation(name)?.declarations?.[0]?.getSourceFile();
      if (target) found.add(target);
    }
  }
  return [...found].map(({ fileName }) => fileName);
}

// tslab compiles twice: TypeScript to modules, and these to CommonJS. The second step forgets the map of the first.
function transpileWithMaps(ts, source, options) {
  const first = INLINE_MAP.exec(source);
  if (!first) return ts.transpileModule(source, options);
  const compilerOptions = { ...options.compilerOptions, sourceMap: true };
  const step = ts.transpileModule(source.slice(0, first.index), { ...options, compilerOptions });
  const outputText = step.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  mapsOf.set(outputText, [JSON.parse(step.sourceMapText), JSON.parse(Buffer.from(first[1], 'base64').toString())]);
  return { ...step, outputText };
}

// 'Bundler' is the only resolution of TypeScript 5.0 that reads `exports` and yet emits CommonJS. Implicit `any` stays
// allowed: a cell is a sketch, and a half-typed callback should not stop it.
function compilerOptions(ts) {
  return {
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noImplicitAny: false,
    lib: ['lib.esnext.d.ts'],
    inlineSourceMap: true,
    inlineSources: true,
  };
}

// tslab holds one slot for the watcher's timers and throws "Unexpected pending rebuildTimer" in every later cell when
// a second kind of timer takes it, which happens as soon as something below node_modules changes. That kind gets
// ordinary timers of its own.
function separateLookupTimer(system) {
  const { setTimeout: setSlot, clearTimeout: clearSlot } = system;
  const own = new Set();
  system.setTimeout = (callback, milliseconds) => {
    if (callback.name !== 'invalidateResolutionsOfFailedLookup') return setSlot(callback, milliseconds);
    const timer = setTimeout(() => {
      own.delete(timer);
      callback();
    }, milliseconds);
    timer.unref();
    own.add(timer);
    return timer;
  };
  system.clearTimeout = (timer) => {
    if (own.delete(timer)) clearTimeout(timer);
    else clearSlot(timer);
  };
}

module.exports = { patchCompiler, takeMaps };
