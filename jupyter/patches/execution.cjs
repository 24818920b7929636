/** How a cell runs: gentle interrupts, readable errors, and the bridge that the library's display functions use. */
const path = require('node:path');
const { format } = require('node:util');
const { reportError } = require('./messages.cjs');
const { expandShorthand } = require('./shorthand.cjs');

/** How long a cell that listens to its signal may take to finish after an interrupt. */
const GRACE_MILLISECONDS = 20_000;

/**
 * Wraps tslab's executor and publishes the bridge `globalThis[Symbol.for('dawnlab.kernel')]`, read by src/notebook.
 *
 * @param {string} tslabDir folder of the installed tslab package
 */
function patchExecution(tslabDir) {
  const jupyter = require(path.join(tslabDir, 'dist', 'jupyter.js'));
  const executorModule = require(path.join(tslabDir, 'dist', 'executor.js'));
  const ts = require(require.resolve('@tslab/typescript-for-tslab', { paths: [tslabDir] }));
  let cell = newCell();

  const { createExecutor } = executorModule;
  executorModule.createExecutor = (root, converters) => {
    const sink = { log: console.log, error: (...values) => cell.complaints.push(values) };
    const executor = createExecutor(root, converters, sink);
    const { execute, interrupt } = executor;
    executor.execute = async (source) => {
      cell = newCell();
      const current = cell;
      const ok = await execute(expandShorthand(ts, source));
      clearTimeout(current.grace);
      if (current.complaints.length > 0) reportError(errorContent(current.complaints));
      return ok;
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
  };
}

function newCell() {
  return { controller: new AbortController(), listens: false, complaints: [], grace: undefined };
}

// tslab's own interrupt abandons the cell's promise: the training would go on unseen and the cell's variables would be
// lost. A cell that took the signal gets the chance to return what it has; a second interrupt is tslab's.
function softInterrupt(cell, interrupt) {
  if (!cell.listens || cell.controller.signal.aborted) {
    cell.controller.abort();
    interrupt();
    return;
  }
  console.error('Interrupted: the cell finishes with what it has. Interrupt once more to abandon it at once.');
  cell.grace = setTimeout(interrupt, GRACE_MILLISECONDS);
  cell.controller.abort();
}

/** @returns {{ename: string, evalue: string, traceback: string[]}} content of the Jupyter `error` message */
function errorContent(complaints) {
  const thrown = complaints.length === 1 && complaints[0].length === 1 ? complaints[0][0] : undefined;
  if (!thrown) {
    // The compiler's diagnostics: `format string, file, line, column, text`, one call for each.
    const lines = complaints.map((values) => format(...values));
    return { ename: 'TypeScript', evalue: lines[0], traceback: lines };
  }
  if (!(thrown instanceof Error)) {
    const text = format(thrown);
    return { ename: 'Thrown', evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const { name, message } = thrown;
  const traceback = [`${name}: ${message}`, ...userFrames(thrown.stack)];
  if (thrown.cause) traceback.push(`caused by ${format(thrown.cause)}`);
  return { ename: name, evalue: message, traceback };
}

// Frames of tslab, of node and of this folder say nothing about the cell.
function userFrames(stack = '') {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.filter((line) => !/node:|node_modules[\\/]tslab|jupyter[\\/](patches|tslab-kernel)/.test(line));
}

module.exports = { patchExecution };
