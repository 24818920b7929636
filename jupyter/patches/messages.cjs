/** What a running cell sends: proper `error` messages, and console output in large pieces. */
const path = require('node:path');

const FLUSH_MILLISECONDS = 50;
const FLUSH_CHARACTERS = 65536;

// The handler of a cell can only write to streams: an error travels under this name and is published as what it is.
const ERROR_STREAM = 'dawnlab-error';

let writeNow = () => {};

/**
 * Replaces tslab's way of publishing what a cell writes.
 *
 * @param {string} tslabDir folder of the installed tslab package
 */
function patchMessages(tslabDir) {
  const { JupyterHandlerImpl, ZmqServer } = require(path.join(tslabDir, 'dist', 'jupyter.js'));
  ZmqServer.prototype.handleExecute = handleExecute;
  const execute = JupyterHandlerImpl.prototype.handleExecuteImpl;
  JupyterHandlerImpl.prototype.handleExecuteImpl = async function coalesced(request, writeStream, writeDisplay) {
    const { write, flush } = coalesce(writeStream);
    const display = (data, isUpdate) => {
      flush(); // text written before a figure stays before it
      writeDisplay(data, isUpdate);
    };
    writeNow = write;
    try {
      return await execute.call(this, request, write, display);
    } finally {
      flush();
    }
  };
}

/**
 * Publishes an error of the cell that runs.
 *
 * @param {{ename: string, evalue: string, traceback: string[]}} content as in the Jupyter protocol
 */
function reportError(content) {
  writeNow(ERROR_STREAM, JSON.stringify(content));
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
  let error = {};
  const writeStream = (name, text) => {
    if (name !== ERROR_STREAM) return publish('stream', { name, text });
    error = JSON.parse(text);
    publish('error', error);
  };
  const writeDisplay = (data, isUpdate) => publish(isUpdate ? 'update_display_data' : 'display_data', data);
  const content = await this.handler.handleExecute(message.content, writeStream, writeDisplay);
  const reply = message.createReply();
  reply.header.msg_type = 'execute_reply';
  reply.content = content.status === 'error' ? { ...content, ...error } : content;
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
    if (name !== stream || name === ERROR_STREAM) flush();
    stream = name;
    text += piece;
    if (name === ERROR_STREAM || text.length > FLUSH_CHARACTERS || Date.now() - sentAt > FLUSH_MILLISECONDS) flush();
    else timer ??= setTimeout(flush, FLUSH_MILLISECONDS);
  };
  return { write, flush };
}

module.exports = { patchMessages, reportError };
