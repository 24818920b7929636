/** tslab's embedded TypeScript: resolution through `exports`, strict checks, and a watcher that cannot wedge. */

/**
 * Replaces the compiler options and the timers that tslab gives to its embedded TypeScript 5.0.
 *
 * @param {string} tslabDir folder of the installed tslab package
 */
function patchCompiler(tslabDir) {
  const id = require.resolve('@tslab/typescript-for-tslab', { paths: [tslabDir] });
  const ts = require(id);
  require.cache[id].exports = {
    ...ts,
    createWatchCompilerHost(files, options, system, ...rest) {
      separateLookupTimer(system);
      return ts.createWatchCompilerHost(files, { ...options, ...compilerOptions(ts) }, system, ...rest);
    },
  };
}

// 'Bundler' is the only resolution of TypeScript 5.0 that reads `exports` and yet emits CommonJS. Implicit `any` stays
// allowed: a cell is a sketch, and a half-typed callback should not stop it.
function compilerOptions(ts) {
  return {
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noImplicitAny: false,
    lib: ['lib.esnext.d.ts'],
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

module.exports = { patchCompiler };
