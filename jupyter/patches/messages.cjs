/** What a running cell sends: proper `error` messages, and console output in large pieces. */
const path = require('node:path');

/** After an error so much time passes until what was sent before it has come in from the socket. */
const SETTLE_MILLISECONDS = 200;

const FLUSH_MILLISECONDS = 50;
const FLUSH_CHARACTERS = 65536;

// The handler of a cell can only write to streams: other messages travel as streams whose name is this and their type.
const MESSAGE = 'dawnlab-message:';

let writeNow = () => {};

/**
 * Replaces tslab's way of publishing what a cell writes.
 *
 * @param {string} tslabDir folder of the installed tslab package
 */
function patchMessages(tslabDir) {
  const { JupyterHandlerImpl, ZmqServer } = require(path.join(tslabDir, 'dist', 'jupyter.js'));
  const inTurn = cellQueue();
  ZmqServer.prototype.handleExecute = handleExecute;
  JupyterHandlerImpl.prototype.handleExecute = function inOrder(request, ...writers) {
    return inTurn(request, () => this.handleExecuteImpl(request, ...writers));
  };
  const execute = JupyterHandlerImpl.prototype.handleExecuteImpl;
  JupyterHandlerImpl.prototype.handleExecuteImpl = async function coalesced(request, writeStream, writeDisplay) {
    const { write, flush } = coalesce(writeStream);
    const display = (data, isUpdate) => {
      flush(); // text written before a figure stays before it
      writeDisplay(data, isUpdate);
    };
    writeNow = write;
    // Clients number a cell by this message; stock tslab never sends it.
    write(`${MESSAGE}execute_input`, JSON.stringify({ code: request.code, execution_count: this.execCount + 1 }));
    try {
      return await execute.call(this, request, write, display);
    } finally {
      flush();
    }
  };
}

/**
 * How the cell that runs publishes its errors, also after its end.
 *
 * @returns {(content: {ename: string, evalue: string, traceback: string[]}) => void} takes content as in the Jupyter
 * protocol
 */
function errorReporter() {
  const write = writeNow;
  return (content) => write(`${MESSAGE}error`, JSON.stringify(content));
}

// One cell after the other. A cell that fails takes those with it that were sent before its end, unless its request says
// `stop_on_error: false`. tslab looks at no request, drops whatever comes soon after an error, and has a word of its own
// for it.
function cellQueue() {
  let last = Promise.resolve();
  let stoppedAt = -Infinity;
  return (request, run) => {
    const sentAt = performance.now();
    const turn = async () => {
      if (sentAt < stoppedAt + SETTLE_MILLISECONDS) return { status: 'aborted' };
      try {
        return { status: 'ok', execution_count: (await run()).count };
      } catch (failed) {
        if (failed instanceof Error) console.error('The kernel failed:', failed);
        if (request.stop_on_error !== false) stoppedAt = performance.now();
        return { status: 'error', execution_count: failed.count };
      }
    };
    last = last.then(turn);
    return last;
  };
}

// As tslab's own, plus the `error` message of the Jupyter protocol, which stock tslab never sends: clients show errors
// by it and runners learn from it what went wrong.
async function handleExecute(socket, message) {
  const publish = (type, content) => {
    const reply = message.createReply();
    reply.header.msg_type = type;
    reply.content = content;
    reply.signAndSend(this.connInfo.key, this.iopub);
  };
  let error;
  const writeStream = (name, text) => {
    if (!name.startsWith(MESSAGE)) return publish('stream', { name, text });
    const type = name.slice(MESSAGE.length);
    const content = JSON.parse(text);
    if (type === 'error') error ??= content;
    publish(type, content);
  };
  const writeDisplay = (data, isUpdate) => publish(isUpdate ? 'update_display_data' : 'display_data', data);
  const content = await this.handler.handleExecute(message.content, writeStream, writeDisplay);
  const reply = message.createReply();
  reply.header.msg_type = 'execute_reply';
  reply.content = { ...content, ...error };
  reply.signAndSend(this.connInfo.key, socket);
}

// Clients drop lines when a loop sends tens of thousands of small stream messages; merged ones all arrive.
function coalesce(writeStream) {
  let text = '';
  let stream = '';
  let sentAt = 0;
  let timer = null;
  const flush = () => {
    clearTimeout(timer);
    timer = null;
    sentAt = Date.now();
    if (!text) return;
    const pending = text;
    text = '';
    writeStream(stream, pending);
  };
  const write = (name, piece) => {
    const isMessage = name.startsWith(MESSAGE);
    if (name !== stream || isMessage) flush();
    stream = name;
    text += piece;
    if (isMessage || text.length > FLUSH_CHARACTERS || Date.now() - sentAt > FLUSH_MILLISECONDS) flush();
    else timer ??= setTimeout(flush, FLUSH_MILLISECONDS);
  };
  return { write, flush };
}

module.exports = { errorReporter, patchMessages };
