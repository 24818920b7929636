/** How a cell runs: gentle interrupts, errors with their lines, and the bridge that the library's display functions use. */
const { AsyncLocalStorage } = require('node:async_hooks');
const path = require('node:path');
const { followConverter } = require('./converter.cjs');
const { importsFromAbove, missingNames } = require('./failedCells.cjs');
const { errorReporter } = require('./messages.cjs');
const { HINT, watchPromises } = require('./promises.cjs');
const { diagnosticsContent, errorContent } = require('./traceback.cjs');

/** How long a cell that listens to its signal may take to finish after an interrupt. */
const GRACE_MILLISECONDS = 20_000;

const UNFINISHED = 'The result of this cell is a promise that was still pending at the end of the run.';
const STOPPED = 'The cell was interrupted. What it declares does not exist; run it again.';

/** So many cells back an error can still find the cell that it belongs to. */
const CELLS_KEPT = 200;

/** The number of the cell whose code runs, also in what it started and did not wait for. */
const running = new AsyncLocalStorage();

/**
 * Wraps tslab's executor and publishes the bridge `globalThis[Symbol.for('dawnlab.kernel')]`, read by src/notebook.
 *
 * @param {string} tslabDir folder of the installed tslab package
 * @returns {() => void} to be called when the kernel runs: from then on what no promise and no caller took fails the cell
 * that started it
 */
function patchExecution(tslabDir) {
  const jupyter = require(path.join(tslabDir, 'dist', 'jupyter.js'));
  const executorModule = require(path.join(tslabDir, 'dist', 'executor.js'));
  const ts = require(require.resolve('@tslab/typescript-for-tslab', { paths: [tslabDir] }));
  const promises = watchPromises();
  const cells = new Map();
  let cell = newCell(0);

  const { createExecutor } = executorModule;
  executorModule.createExecutor = (root, converters) => {
    followConverter(ts, converters.node, root, () => cell);
    const executor = createExecutor(root, converters, {
      log: (value) => console.log(value, ...promises.result(cell, value)),
      error: (...values) => cell.complaints.push(values),
    });
    const { execute, interrupt } = executor;
    executor.execute = async (source) => {
      cell = newCell(cell.number + 1);
      const current = cell;
      cells.set(current.number, current);
      cells.delete(current.number - CELLS_KEPT);
      const ok = await running.run(current.number, () => execute(source));
      // A promise that was rejected meanwhile is told of only after all that waits for it had its turn.
      await new Promise((done) => setImmediate(done));
      clearTimeout(current.grace);
      if (current.complaints.length > 0) complain(current, cells.values());
      promises.variables(Object.values(executor.locals));
      return ok && !current.hasFailed;
    };
    executor.interrupt = () => softInterrupt(cell, interrupt);
    return executor;
  };
  globalThis[Symbol.for('dawnlab.kernel')] = {
    display(data, displayId, isUpdate) {
      const transient = displayId ? { display_id: displayId } : {};
      jupyter.lastWriteDisplayData?.({ data, metadata: {}, transient }, isUpdate);
    },
    signal() {
      cell.listens = true;
      return cell.controller.signal;
    },
    async settled() {
      for (const unfinished of await promises.settled()) {
        unfinished.hasFailed = true;
        unfinished.report({ ename: 'Unfinished', evalue: UNFINISHED, traceback: [UNFINISHED, HINT] });
      }
    },
  };

  return () => {
    // What an abandoned cell still does is nobody's fault.
    const take = (advice) => (thrown) => {
      const culprit = cells.get(running.getStore()) ?? cell;
      if (!culprit.isAbandoned) fail(culprit, thrown, advice);
    };
    // tslab's own handlers print, and call the cell well.
    for (const [event, advice] of [
      ['uncaughtException', []],
      ['unhandledRejection', [HINT]],
    ])
      process.removeAllListeners(event).on(event, take(advice));
  };
}

function newCell(number) {
  const name = `cell [${number}]`;
  const cell = {
    number,
    name,
    controller: new AbortController(),
    complaints: [],
    diagnostics: [],
    report: errorReporter(),
  };
  return { ...cell, listens: false, isAbandoned: false, hasFailed: false, grace: undefined };
}

function fail(cell, thrown, advice) {
  cell.hasFailed = true;
  const content = errorContent(thrown, cell.name);
  cell.report({ ...content, traceback: [...content.traceback, ...advice] });
}

function complain(cell, cells) {
  const { complaints, diagnostics, name, isAbandoned } = cell;
  const [thrown] = complaints[0];
  if (diagnostics.length > 0) {
    const failed = [...cells].filter(({ hasFailed }) => hasFailed).map((other) => other.name);
    const content = diagnosticsContent(diagnostics, name);
    const advice = [...missingNames(diagnostics, failed), ...importsFromAbove(diagnostics)];
    cell.report({ ...content, traceback: [...content.traceback, ...advice] });
  } else if (isAbandoned || thrown?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED')
    cell.report({ ename: 'Interrupted', evalue: STOPPED, traceback: [STOPPED] });
  else cell.report(errorContent(thrown, name));
  cell.hasFailed = true;
}

// tslab's own interrupt abandons the cell's promise: the training would go on unseen and the cell's variables would be
// lost. A cell that took the signal gets the chance to return what it has; a second interrupt is tslab's.
function softInterrupt(cell, interrupt) {
  const abandon = () => {
    cell.isAbandoned = true;
    interrupt();
  };
  if (!cell.listens || cell.controller.signal.aborted) {
    cell.controller.abort();
    abandon();
    return;
  }
  cell.grace = setTimeout(abandon, GRACE_MILLISECONDS);
  cell.controller.abort();
}

module.exports = { patchExecution };
