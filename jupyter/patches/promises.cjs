/** Promises that nobody awaits: a word beside the result of a cell, and a wait for them at the end of a headless run. */
const { setTimeout: delay } = require('node:timers/promises');
const { inspect, types } = require('node:util');

const LOOK_MILLISECONDS = 50;
const LIMIT_MILLISECONDS = 10_000;
const HINT =
  'Not awaited: write `await` before the call, so that the cell waits for its value and fails where it fails.';

/** What the async hooks of Node 20 and 22 leave on a promise for everybody to see. */
const HOOK_MARKS = /,\s*\[Symbol\((?:async_id_symbol|trigger_async_id_symbol|kResourceStore)\)\]: \d+/g;

/**
 * Starts to keep an eye on the promises that cells leave behind, and to print promises without marks of the kernel.
 *
 * @returns {{result: Function, variables: Function, settled: Function}} `result(cell, value)` sees a cell's result and
 * says what to print beside it; `variables(values)` sees its variables; `settled()` waits for both, ten seconds at most,
 * and gives the cells whose result is still pending
 */
function watchPromises() {
  Object.defineProperty(Promise.prototype, inspect.custom, { value: printed, configurable: true, writable: true });
  const left = new Map();
  const keep = (value, cell) => {
    if (types.isPromise(value) && isPending(value)) left.set(value, left.get(value) ?? cell);
  };
  const prune = () => {
    for (const promise of left.keys()) if (!isPending(promise)) left.delete(promise);
    return left.size;
  };
  return {
    result(cell, value) {
      keep(value, cell);
      return left.has(value) ? [`\n${HINT}`] : [];
    },
    variables(values) {
      prune();
      for (const value of values) keep(value, undefined);
    },
    async settled() {
      const end = performance.now() + LIMIT_MILLISECONDS;
      while ((prune() > 0 || isBusy()) && performance.now() < end) await delay(LOOK_MILLISECONDS);
      return [...left.values()].filter((cell) => cell !== undefined);
    },
  };
}

function printed(_depth, options) {
  const text = inspect(this, { ...options, customInspect: false }).replace(HOOK_MARKS, '');
  return text.replace(/^(Promise \{)\s+(.*)\s+\}$/, '$1 $2 }');
}

// A handler, even an empty one, would make a rejection count as handled: only the printed form tells without one.
function isPending(promise) {
  return /^Promise \{\s*<pending>/.test(inspect(promise, { depth: 0 }));
}

/** Whether a timer or a file operation that a cell started goes on. */
function isBusy() {
  return process.getActiveResourcesInfo().some((name) => name === 'Timeout' || name.startsWith('FSReq'));
}

module.exports = { HINT, watchPromises };
