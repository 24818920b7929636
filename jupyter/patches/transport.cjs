/** zeromq below tslab: no limit on messages per event-loop turn, and a prompt exit on shutdown. */
const path = require('node:path');

/**
 * Makes the kernel's publisher unlimited and its shutdown prompt.
 *
 * @param {string} tslabDir folder of the installed tslab package
 */
function patchTransport(tslabDir) {
  const id = require.resolve('zeromq', { paths: [tslabDir] });
  const zmq = require(id);
  // tslab never awaits a send, and zeromq 6 throws EBUSY after 512 sends in one turn: a loop that prints more lines
  // than that would break the cell. A send timeout of 0 and no high-water mark remove the limit.
  class UnlimitedPublisher extends zmq.Publisher {
    constructor(options) {
      super({ ...options, sendTimeout: 0, sendHighWaterMark: 0 });
    }
  }
  require.cache[id].exports = { ...zmq, Publisher: UnlimitedPublisher };

  const { ZmqServer } = require(path.join(tslabDir, 'dist', 'jupyter.js'));
  const close = ZmqServer.prototype.close;
  ZmqServer.prototype.close = function closeSoon() {
    // A timer or a worker that a cell left behind would hold the process for seconds until it is killed.
    setTimeout(() => process.exit(0), 200);
    close.call(this);
  };
}

module.exports = { patchTransport };
